import Foundation
package import LearningRecords
package import Persistence

/// Everything that the routes ask; made once at start, over one database.
package struct UseCases: Sendable {
    let authenticateKey: AuthenticateKey
    package let createKey: CreateKey
    package let listKeys: ListKeys
    package let revokeKey: RevokeKey
    let findStatement: FindStatement
    let findStatements: FindStatements
    let consistentThrough: ConsistentThrough
    let findAttachments: FindAttachments
    package let importPackage: ImportPackage
    package let findPackage: FindPackage
    let findCompletions: FindCompletions
    let putDocument: PutDocument
    let mergeDocument: MergeDocument
    let findDocument: FindDocument
    let listDocuments: ListDocuments
    let deleteDocuments: DeleteDocuments
    let findActivity: FindActivity
    let findPerson: FindPerson
    package let learn = LearnFromStatements()
    let files: DigestFiles
    let blobs: Blobs
    package let sweepBlobs: SweepBlobs
    let random: @Sendable (_ count: Int) -> [UInt8]
    let clock: @Sendable () -> Int64

    private let database: any Database
    private let terms: InternTerms
    private let outlines: CourseOutlines

    /// - Parameters:
    ///   - files: where packages are kept.
    ///   - blobs: where attachments and documents are kept that are too large for the database.
    ///   - publicURL: the address that IRIs made here begin with.
    ///   - random: secure random bytes.
    ///   - clock: µs since 1970.
    package init(
        database: any Database,
        files: DigestFiles,
        blobs: DigestFiles,
        publicURL: String,
        random: @escaping @Sendable (_ count: Int) -> [UInt8],
        clock: @escaping @Sendable () -> Int64
    ) {
        let outlines = CourseOutlines()
        authenticateKey = AuthenticateKey(database: database, clock: clock)
        createKey = CreateKey(database: database, publicURL: publicURL, random: random)
        listKeys = ListKeys(database: database)
        revokeKey = RevokeKey(database: database, authenticate: authenticateKey)
        findStatement = FindStatement(database: database)
        findStatements = FindStatements(database: database)
        consistentThrough = ConsistentThrough(database: database, clock: clock)
        importPackage = ImportPackage(database: database, files: files, outlines: outlines, publicURL: publicURL)
        findPackage = FindPackage(database: database)
        findCompletions = FindCompletions(database: database, outlines: outlines)
        findActivity = FindActivity(database: database)
        findPerson = FindPerson(database: database)
        terms = InternTerms(database: database)
        self.blobs = Blobs(files: blobs, random: random)
        putDocument = PutDocument(database: database, terms: terms, blobs: self.blobs)
        mergeDocument = MergeDocument(database: database, terms: terms, blobs: self.blobs)
        findDocument = FindDocument(database: database, terms: terms)
        listDocuments = ListDocuments(database: database, terms: terms)
        deleteDocuments = DeleteDocuments(database: database, terms: terms)
        self.database = database
        self.outlines = outlines
        self.files = files
        findAttachments = FindAttachments(database: database, blobs: self.blobs)
        sweepBlobs = SweepBlobs(database: database, files: blobs)
        self.random = random
        self.clock = clock
    }

    /// - Parameter id: the id that a statement without one gets, where the request names it (PUT).
    func storeStatements(id: UUID? = nil) -> StoreStatements {
        StoreStatements(database: database, terms: terms, outlines: outlines, learn: learn) { [random] in
            id ?? UUID(random: random(16))
        }
    }

    /// Whether the store answers.
    func isReady() async -> Bool { (try? await database.read { try !$0.rows("SELECT 1").isEmpty }) ?? false }

}

extension UUID {
    /// Version 4 (RFC 9562 section 5.4) of 16 random bytes; fewer are filled up with zeros.
    init(random bytes: [UInt8]) {
        var padded = Array(bytes.prefix(16)) + Array(repeating: 0, count: max(0, 16 - bytes.count))
        padded[6] = (padded[6] & 0x0F) | 0x40
        padded[8] = (padded[8] & 0x3F) | 0x80
        self = padded.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
