import Crypto
import ExactJSON
import Persistence
import Synchronization

/// Merges the definitions that statements give into the canonical ones (Data 2.4.4.1), and writes only what changes.
///
/// Memory knows, for each Activity, definitions that would change nothing, so that one that comes with every statement
/// costs no query. It trusts that for a minute: another node may have changed the canonical one meanwhile.
final class LearnDefinitions: Sendable {
    /// Digests of definitions that change nothing, and until when that is trusted.
    struct Settled: Sendable {
        var digests: Set<GivenDefinition.Digest> = []
        /// µs since 1970.
        var trustedUntil: Int64
        /// Whether the canonical definition became another: what was known of the one before is void.
        var isChanged = false
    }

    private let known = Mutex<[Int64: Settled]>([:])
    private let capacity = 20_000
    private let trust: Int64 = 60_000_000

    func callAsFunction(
        _ given: [(activity: Int64, given: GivenDefinition)], in transaction: any Transaction
    ) throws -> [Int64: Settled] {
        let news = news(in: given, at: transaction.startedAt)
        guard !news.isEmpty else { return [:] }
        let changed = try transaction.learn(news.mapValues { $0.map(\.json) })
        return news.reduce(into: [:]) { settled, new in
            guard let last = new.value.last else { return }
            settled[new.key] = Settled(
                digests: [last.digest], trustedUntil: transaction.startedAt &+ trust,
                isChanged: changed.contains(new.key)
            )
        }
    }

    func remember(_ settled: [Int64: Settled]) {
        guard !settled.isEmpty else { return }
        known.withLock { known in
            if known.count + settled.count > capacity { known.removeAll(keepingCapacity: true) }
            known.merge(settled) { old, new in
                guard !new.isChanged, old.trustedUntil > new.trustedUntil &- trust else { return new }
                return Settled(digests: old.digests.union(new.digests), trustedUntil: old.trustedUntil)
            }
        }
    }

    /// Definitions that may change something, by Activity, in the order of the statements.
    private func news(
        in given: [(activity: Int64, given: GivenDefinition)], at now: Int64
    ) -> [Int64: [GivenDefinition]] {
        known.withLock { known in
            var news: [Int64: [GivenDefinition]] = [:]
            for one in given {
                let settled = known[one.activity]
                let isTrusted = settled.map { now < $0.trustedUntil && $0.digests.contains(one.given.digest) } ?? false
                // Behind one that may change something, one that changed nothing before may do so now.
                if isTrusted, news[one.activity] == nil { continue }
                news[one.activity, default: []].append(one.given)
            }
            return news
        }
    }
}

/// A definition in a statement.
struct GivenDefinition: Sendable {
    struct Digest: Hashable, Sendable {
        fileprivate let bytes: [UInt8]
    }

    let json: JSONValue
    /// Of its bytes.
    let digest: Digest

    init(_ json: JSONValue) {
        self.json = json
        digest = Digest(bytes: Array(SHA256.hash(data: json.bytes).prefix(16)))
    }
}
