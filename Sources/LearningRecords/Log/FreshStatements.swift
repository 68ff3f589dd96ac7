import EvidenceVerification
import ExactJSON
import Foundation
import Persistence
import Synchronization
import XAPI

/// The statements that this process wrote a moment ago, so that the tree need not read them back and cut them up anew. What is
/// not here is read from the store; a bound on memory, not a policy, decides what is.
package final class FreshStatements: Sendable {
    /// What the log commits to of a statement that is stored, but for names that stand in rows of their own. What was made of
    /// the statement besides is not kept alive.
    struct Item: Sendable {
        /// The last erasure when it was written: what somebody's erasure may have changed since is not as it stands here.
        let epoch: Int64
        let id: UUID
        /// µs since 1970.
        let stored: Int64
        let version: XAPIVersion
        let source: Int64
        let authority: Int64
        let raw: [UInt8]
        /// In the bytes that came.
        let spans: [Range<Int>]

        init(_ content: StatementRow.Content, epoch: Int64) {
            let one = content.one
            self.epoch = epoch
            (id, stored, version) = (one.id, content.stored, one.version)
            (source, authority) = (one.credential.source, one.credential.authority.term)
            raw = one.raw
            let start = one.statement.json.range.lowerBound
            spans = StatementSpan.hideable(in: one.statement.json)
                .map { $0.lowerBound - start..<$0.upperBound - start }
        }

        /// Bytes that it takes, about: short statements are more of what stands around them.
        var size: Int { MemoryLayout<Self>.stride * 2 + raw.count + spans.count * MemoryLayout<Range<Int>>.stride }
    }

    /// By number; with the bytes that they take.
    private struct Memory {
        var items: [Int64: Item] = [:]
        var bytes = 0
    }

    private let memory = Mutex(Memory())
    /// Bytes past which the memory starts anew.
    private static let capacity = 16 << 20

    package init() {}

    /// - Parameter written: by their numbers, once they are committed.
    func remember(_ written: [(seq: Int64, content: StatementRow.Content)], since epoch: Int64) {
        let items = written.map { ($0.seq, Item($0.content, epoch: epoch)) }
        memory.withLock { memory in
            if memory.bytes > Self.capacity { memory = Memory() }
            for (seq, item) in items {
                memory.items[seq] = item
                memory.bytes += item.size
            }
        }
    }

    /// Those of them that are remembered, which are forgotten with this.
    func take(_ seqs: [Int64]) -> [Int64: Item] {
        memory.withLock { memory in
            seqs.reduce(into: [:]) { taken, seq in
                guard let item = memory.items.removeValue(forKey: seq) else { return }
                memory.bytes -= item.size
                taken[seq] = item
            }
        }
    }

    /// Another process lets the tree grow.
    func forget() { memory.withLock { $0 = Memory() } }
}

extension Transaction {
    /// Statements among some entries of the log as the log commits to them, by their leaves: those that are remembered, and
    /// that nobody's erasure can have changed.
    func records(of entries: [LogEntry], among fresh: FreshStatements) throws -> [Int64: RecordText] {
        let statements = entries.filter { $0.kind == RecordKind.statement.stored }
        let taken = fresh.take(statements.map(\.record))
        guard !taken.isEmpty else { return [:] }
        let epoch = try lastErasure()
        let sources = try sourceNames(Set(taken.values.map(\.source)))
        let authorities = try identifiers(of: Set(taken.values.map(\.authority))).mapValues(\.agentJSON)
        var records: [Int64: RecordText] = [:]
        for entry in statements {
            guard let item = taken[entry.record], item.epoch == epoch,
                let source = sources[item.source], let authority = authorities[item.authority]
            else { continue }
            records[entry.leaf] = item.record(source: source, authority: authority)
        }
        return records
    }

    private func sourceNames(_ numbers: Set<Int64>) throws -> [Int64: String] {
        let rows = try rows(
            "SELECT o.id, o.name FROM \(Batch(.integers("id", numbers.sorted()))) AS k JOIN source o ON o.id = k.id"
        )
        return Dictionary(try rows.map { (try $0.integer(0), try $0.text(1)) }, uniquingKeysWith: { first, _ in first })
    }
}

extension FreshStatements.Item {
    fileprivate func record(source: String, authority: [UInt8]) -> RecordText {
        StatementRecord(
            id: id, stored: Instant(microseconds: stored), version: version, source: source, authority: authority,
            raw: raw
        ).text(spans: spans)
    }
}
