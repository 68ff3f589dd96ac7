/// A name in a set, compared as it reads. It points into the bytes that are being read and may not outlive that.
struct JSONName: Hashable {
    private let plain: UnsafeBufferPointer<UInt8>
    private let resolved: [UInt8]?

    init(_ node: JSONTape.Node, in buffer: UnsafeBufferPointer<UInt8>) {
        plain = UnsafeBufferPointer(rebasing: buffer[node.content])
        resolved = node.isEscaped ? JSONEscapes.resolved(plain[...]) : nil
    }

    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard let resolved else { return body(plain) }
        return resolved.withUnsafeBufferPointer(body)
    }

    func hash(into hasher: inout Hasher) { withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) } }

    static func == (one: JSONName, other: JSONName) -> Bool {
        one.withBytes { one in other.withBytes { one.hasSameBytes(as: $0) } }
    }
}
