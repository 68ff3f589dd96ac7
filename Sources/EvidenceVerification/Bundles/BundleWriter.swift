import Completion
import ExactJSON
import PlainPages
package import TransparencyLog
import ZipArchive

/// Writes a bundle: records first, in the order of their leaves, and then what follows from them. The same records, head and
/// learners always give the same bytes.
package struct BundleWriter {
    /// Records in one file, which is read as a whole.
    package static let recordsInFile = 1_000
    /// Bytes of the records in one file; one record may be larger.
    package static let bytesInFile = 8 << 20

    /// What the records say so far.
    package private(set) var book = EvidenceBook()
    private let head: BundleHead
    private var periods = 0
    private var zip: StoredZipWriter
    private var files = 0
    private var waiting: [BundleRecord] = []
    private var waitingBytes = 0

    /// - Parameter sink: takes the bytes of the file, piece by piece.
    package init(_ head: BundleHead, to sink: @escaping ([UInt8]) throws -> Void) throws {
        self.head = head
        zip = StoredZipWriter(to: sink)
        try add(BundlePath.head, head.json)
        try add(BundlePath.question, head.question.json)
        try add(BundlePath.checkpoint, head.note.bytes)
        if let growth = head.growth { try add(BundlePath.growth, growth.proof.bytes) }
    }

    /// Adds a record, behind those before it.
    package mutating func add(_ record: BundleRecord, kind: RecordKind) throws {
        if waiting.count == Self.recordsInFile
            || waitingBytes > 0 && waitingBytes + record.json.count > Self.bytesInFile
        {
            try flush()
        }
        _ = book.add(kind, record.json, leaf: record.leaf)
        waiting.append(record)
        waitingBytes += record.json.count
    }

    private mutating func add(_ path: String, _ content: [UInt8]) throws {
        do { try zip.add(path, content) } catch is StoredZipWriter.Fault { throw BundleTooLarge() }
    }

    private mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        try add(BundlePath.records(files), BundleRecord.file(of: waiting))
        files += 1
        waiting = []
        waitingBytes = 0
    }

    /// Writes the answer.
    ///
    /// - Parameters:
    ///   - proof: that all records are under the checkpoint.
    ///   - claims: of `book`; those that the question does not ask for are left out.
    /// - Returns: the claims that are in it.
    package mutating func finish(_ proof: JointProof, claims: [EvidenceClaim]) throws -> [EvidenceClaim] {
        try flush()
        let answer = BundleAnswer(head, claims: claims.filter(head.question.isAnswered(by:)), from: book)
        try add(BundlePath.proof, proof.bytes)
        for (path, rule) in answer.rules { try add(path, rule) }
        try add(BundlePath.claims, answer.json)
        try add(BundlePath.summary, answer.page)
        return answer.claims
    }

    /// Writes the seals of those whom the answer is about, where periods follow.
    package mutating func add(_ seals: SealFile) throws { try add(BundlePath.seals, seals.json) }

    /// Writes what is to be seen of a period, in their order.
    package mutating func add(_ view: PeriodView) throws {
        try add(BundlePath.period(periods), view.json)
        periods += 1
    }

    /// Ends the file.
    package mutating func end() throws { try zip.finish() }
}

/// A bundle would be larger than its form can hold: 4 GiB.
package struct BundleTooLarge: Error {
    package init() {}
}

/// The part of a bundle that follows from its records.
struct BundleAnswer {
    let head: BundleHead
    let claims: [EvidenceClaim]
    private let book: EvidenceBook

    init(_ head: BundleHead, claims: [EvidenceClaim], from book: EvidenceBook) {
        self.head = head
        self.claims = claims
        self.book = book
    }

    /// The documents of the rules, each once, by their paths in order.
    var rules: [(path: String, json: [UInt8])] {
        let rules = Dictionary(
            claims.map { (BundlePath.rule($0.rule), $0.rule.json) }, uniquingKeysWith: { one, _ in one }
        )
        return rules.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var json: [UInt8] {
        var writer = JSONWriter(capacity: claims.count * 1_024 + 2)
        writer.array(claims) { $0.json($1.json) }
        return writer.bytes
    }

    var page: [UInt8] { SummaryPage(head: head, claims: claims, book: book).page.html }
}
