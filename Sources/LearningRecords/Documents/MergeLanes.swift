/// Lets one merge of a large document at a time through on this node, in the order they came: they would only undo each
/// other's work. Documents are spread over a few lanes, so that hardly two wait for each other without need.
struct MergeLanes: Sendable {
    private let lanes = (0..<16).map { _ in Lane() }

    func run<T: Sendable>(_ address: DocumentAddress, _ body: @escaping @Sendable () async throws -> T) async throws
        -> T
    {
        var hasher = Hasher()
        hasher.combine(address.id)
        hasher.combine(address.context.agent)
        hasher.combine(address.context.activity)
        let place = Int(UInt(bitPattern: hasher.finalize()) % UInt(lanes.count))
        return try await lanes[place].run(body)
    }

    private actor Lane {
        private var last: Task<Void, Never>?

        func run<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
            let before = last
            let own = Task {
                await before?.value
                return try await body()
            }
            last = Task { _ = try? await own.value }
            return try await own.value
        }
    }
}
