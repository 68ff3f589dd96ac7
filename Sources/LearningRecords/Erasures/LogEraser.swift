import EvidenceVerification
import Persistence
import TransparencyLog

/// Destroys records of the log, and parts of others, with their keys; what the leaves commit to stays as it is.
struct LogEraser {
    private enum Loss {
        case whole
        /// Parts by their places, from 1 on.
        case parts(Set<Int>)
    }

    private let transaction: any Transaction
    private let erasure: Int64
    private var losses: [Int64: Loss] = [:]

    init(transaction: any Transaction, erasure: Int64) {
        self.transaction = transaction
        self.erasure = erasure
    }

    /// Whole records. Those that wait for their leaves never get one.
    mutating func erase(_ kind: RecordKind, _ records: [Int64]) throws {
        guard !records.isEmpty else { return }
        for leaf in try transaction.leaves(of: kind, records).values { losses[leaf] = .whole }
        guard transaction.engine == .postgres else { return }
        try transaction.execute(
            """
            DELETE FROM log_queue q USING \(Batch(.integers("record", records))) AS k
            WHERE q.record = k.record AND q.kind = \(kind.stored)
            """
        )
    }

    /// Parts of records, by the records' numbers. Those that wait for their leaves get them for what they say by then.
    mutating func redact(_ kind: RecordKind, _ parts: [Int64: Set<Int>]) throws {
        for (record, leaf) in try transaction.leaves(of: kind, parts.keys.sorted()) {
            losses[leaf] = parts[record].map { .parts($0) }
        }
    }

    /// Called before any of the records is changed.
    func write() throws {
        let leaves = losses.keys.sorted()
        var rest = leaves[...]
        while let first = rest.first {
            let number = first / LogTile.width
            let here = rest.prefix { $0 / LogTile.width == number }
            rest = rest.dropFirst(here.count)
            try write(Array(here), ofTile: number)
        }
        let whole = leaves.filter { if case .whole = losses[$0] { true } else { false } }
        try transaction.markErased(whole)
    }

    private func write(_ leaves: [Int64], ofTile number: Int64) throws {
        guard var tile = try transaction.logTile(number) else { throw LogFault.missingHash }
        var lost: [(leaf: Int64, part: Int64, commitment: [UInt8]?)] = []
        for leaf in leaves {
            guard let loss = losses[leaf], let place = UInt8(exactly: leaf - tile.first), leaf < tile.end else {
                throw LogFault.missingHash
            }
            switch loss {
            case .whole:
                tile.keys.destroy(record: place)
                lost.append((leaf, 0, nil))
            case .parts(let parts):
                guard let text = try transaction.loggedRecords(at: [leaf]).first else { throw LogFault.missingHash }
                let record = try text.committed(under: tile.keys(of: leaf, parts: text.parts))
                for part in parts.sorted() where record.parts.indices.contains(part) && text.erased[part] == nil {
                    tile.keys.destroy(part: part, ofRecord: place, parts: text.parts)
                    lost.append((leaf, Int64(part), record.parts[part].commitment.bytes))
                }
            }
        }
        try transaction.writeKeys(of: tile)
        try transaction.insert(lost, of: erasure)
    }
}

extension Transaction {
    /// By record; `log_entry_record` finds them.
    fileprivate func leaves(of kind: RecordKind, _ records: [Int64]) throws -> [Int64: Int64] {
        guard !records.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT l.record, l.leaf FROM \(Batch(.integers("record", records))) AS k
            JOIN log_entry l ON l.record = k.record AND l.kind = \(kind.stored)
            """
        )
        return Dictionary(try rows.map { (try $0.integer(0), try $0.integer(1)) }, uniquingKeysWith: { one, _ in one })
    }

    fileprivate func insert(
        _ lost: [(leaf: Int64, part: Int64, commitment: [UInt8]?)], of erasure: Int64
    ) throws {
        guard !lost.isEmpty else { return }
        let batch = Batch(
            .integers("leaf", lost.map(\.leaf)), .integers("part", lost.map(\.part)),
            .integers("erasure", lost.map { _ in erasure }), .blobs("commitment", lost.map(\.commitment))
        )
        try execute("INSERT INTO erased_part \(rows: batch)")
    }

    /// What these leaves had is no record of any kind any more.
    fileprivate func markErased(_ leaves: [Int64]) throws {
        guard !leaves.isEmpty else { return }
        try execute(
            """
            UPDATE log_entry AS l SET kind = 0, record = l.leaf FROM \(Batch(.integers("leaf", leaves))) AS k
            WHERE l.leaf = k.leaf
            """
        )
    }
}
