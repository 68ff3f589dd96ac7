import EvidenceVerification
import ExactJSON
import Foundation
import Persistence
import Synchronization
import XAPI

/// The statements that this process wrote a moment ago, so that the tree need not read them back and cut them up anew. What is
/// not here is read from the store; a bound on memory, not a policy, decides what is.
package final class FreshStatements: Sendable {
    /// A statement that is stored, whose spans are known from when it was read.
    struct Item: Sendable {
        let content: StatementRow.Content
        /// The last erasure when it was written: what somebody's erasure may have changed since is not as it stands here.
        let epoch: Int64
        /// In the bytes that came.
        let spans: [Range<Int>]

        init(_ content: StatementRow.Content, epoch: Int64) {
            self.content = content
            self.epoch = epoch
            let json = content.one.statement.json
            let start = json.range.lowerBound
            spans = StatementSpan.hideable(in: json).map { $0.lowerBound - start..<$0.upperBound - start }
        }
    }

    private struct Memory {
        var items: [Int64: Item] = [:]
        var bytes = 0
    }

    private let memory = Mutex(Memory())
    /// Bytes of statements past which the memory starts anew.
    private static let capacity = 16 << 20

    package init() {}

    /// - Parameter written: by their numbers, once they are committed.
    func remember(_ written: [(seq: Int64, content: StatementRow.Content)], since epoch: Int64) {
        let items = written.map { ($0.seq, Item($0.content, epoch: epoch)) }
        memory.withLock { memory in
            if memory.bytes > Self.capacity { memory = Memory() }
            for (seq, item) in items where memory.items.updateValue(item, forKey: seq) == nil {
                memory.bytes += item.content.one.raw.count
            }
        }
    }

    /// Those of them that are remembered, which are forgotten with this.
    func take(_ seqs: [Int64]) -> [Int64: Item] {
        memory.withLock { memory in
            seqs.reduce(into: [:]) { taken, seq in
                guard let item = memory.items.removeValue(forKey: seq) else { return }
                memory.bytes -= item.content.one.raw.count
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
        let credentials = taken.values.map(\.content.one.credential)
        let sources = try sourceNames(Set(credentials.map(\.source)))
        let authorities = try identifiers(of: Set(credentials.map(\.authority.term))).mapValues(\.agentJSON)
        var records: [Int64: RecordText] = [:]
        for entry in statements {
            guard let item = taken[entry.record], item.epoch == epoch,
                let source = sources[item.content.one.credential.source],
                let authority = authorities[item.content.one.credential.authority.term]
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
            id: content.one.id, stored: Instant(microseconds: content.stored), version: content.one.version,
            source: source, authority: authority, raw: content.one.raw
        ).text(spans: spans)
    }
}
