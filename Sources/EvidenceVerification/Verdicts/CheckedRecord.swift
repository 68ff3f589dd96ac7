import TransparencyLog

/// A record of a bundle whose leaf was made again from its text and seal.
struct CheckedRecord {
    let leaf: UInt64
    let record: ReadRecord
    let hash: TreeHash

    /// Which are held in memory, and shared among the processors.
    static let filesAtOnce = 4

    /// Those of some files, in order.
    static func all(in files: [[UInt8]]) throws -> [CheckedRecord] {
        try files.mapSideBySide { file in Result { try all(in: file) } }.flatMap { try $0.get() }
    }

    private static func all(in file: [UInt8]) throws -> [CheckedRecord] {
        guard let records = BundleRecord.records(in: file) else {
            throw BundleStop.fails("Un fichier d’enregistrements est illisible.", "A file of records cannot be read.")
        }
        return try records.map(CheckedRecord.init)
    }

    init(_ record: BundleRecord) throws {
        guard let committed = try? CommittedRecord(json: record.json, seal: record.seal),
            let content = try? committed.content(), content.json == record.json
        else {
            throw BundleStop.fails(
                "L’enregistrement \(record.leaf) est malformé.", "Record \(record.leaf) is malformed.")
        }
        guard let kind = RecordKind(rawValue: committed.kind) else {
            throw BundleStop.unknown(
                "L’enregistrement \(record.leaf) est d’un genre inconnu de ce programme.",
                "Record \(record.leaf) is of a kind that this program does not know."
            )
        }
        guard kind.allows(content) else {
            throw BundleStop.fails(
                "L’enregistrement \(record.leaf) masque ce qui n’identifie personne.",
                "Record \(record.leaf) hides what identifies nobody."
            )
        }
        leaf = record.leaf
        self.record = ReadRecord(kind, record.json, isWhole: content.redacted.isEmpty)
        hash = committed.leaf
    }
}

extension RecordKind {
    /// Whether what is hidden stands where the kind has something that may be.
    fileprivate func allows(_ content: CommittedRecord.Content) -> Bool {
        guard !content.redacted.isEmpty else { return true }
        let places = Set(hideable(in: content.json))
        return content.redacted.allSatisfy(places.contains)
    }
}
