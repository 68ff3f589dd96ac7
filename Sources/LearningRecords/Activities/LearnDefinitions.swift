import Crypto
import ExactJSON
import Persistence
import Synchronization
import XAPI

/// Merges the definitions that statements give into the canonical ones (Data 2.4.4.1), and writes only what changes.
///
/// Memory knows, for each Activity, definitions that would change nothing, so that one that comes with every statement
/// costs no query. It trusts that for a minute: another node may have changed the canonical one meanwhile.
final class LearnDefinitions: Sendable {
    /// Digests of definitions that change nothing, and until when that is trusted.
    struct Settled: Sendable {
        var digests: Set<Digest> = []
        /// µs since 1970.
        var trustedUntil: Int64
        /// Whether the canonical definition became another: what was known of the one before is void.
        var isChanged = false
    }

    struct Digest: Hashable, Sendable {
        private let bytes: [UInt8]

        init(_ definition: JSONValue) { bytes = Array(SHA256.hash(data: definition.bytes).prefix(16)) }
    }

    private let known = Mutex<[Term: Settled]>([:])
    private let capacity = 20_000
    private let trust: Int64 = 60_000_000

    func callAsFunction(
        _ statements: [Statement], numbers: [Term: Int64], in transaction: any Transaction
    ) throws -> [Term: Settled] {
        let news = news(in: statements, at: transaction.startedAt)
        guard !news.isEmpty else { return [:] }
        let numbered = news.compactMap { term, definitions in numbers[term].map { ($0, definitions) } }
        let given = Dictionary(numbered, uniquingKeysWith: { first, _ in first })
        let changed = try transaction.learn(given)
        return news.reduce(into: [:]) { settled, new in
            guard let last = new.value.last, let number = numbers[new.key] else { return }
            settled[new.key] = Settled(
                digests: [Digest(last)], trustedUntil: transaction.startedAt &+ trust,
                isChanged: changed.contains(number)
            )
        }
    }

    func remember(_ settled: [Term: Settled]) {
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
    private func news(in statements: [Statement], at now: Int64) -> [Term: [JSONValue]] {
        let defined = statements.flatMap { $0.activities }.compactMap { activity in
            activity.definition.map { (term: Term.activity(activity.id), definition: $0, digest: Digest($0)) }
        }
        guard !defined.isEmpty else { return [:] }
        return known.withLock { known in
            var news: [Term: [JSONValue]] = [:]
            for one in defined {
                let settled = known[one.term]
                let isTrusted = settled.map { now < $0.trustedUntil && $0.digests.contains(one.digest) } ?? false
                // Behind one that may change something, one that changed nothing before may do so now.
                if isTrusted, news[one.term] == nil { continue }
                news[one.term, default: []].append(one.definition)
            }
            return news
        }
    }
}
