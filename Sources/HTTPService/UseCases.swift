import Foundation
package import LearningRecords
package import Persistence
package import XAPI

/// Everything that the routes ask; made once at start, over one database.
package struct UseCases: Sendable {
    package let keys: KeyUseCases
    let findStatement: FindStatement
    let findStatements: FindStatements
    let consistentThrough: ConsistentThrough
    let findAttachments: FindAttachments
    let checkSignatures: CheckSignatures
    package let importPackage: ImportPackage
    package let findPackage: FindPackage
    let completions: CompletionUseCases
    package let courses: CourseUseCases
    let documents: DocumentUseCases
    let feed: FeedUseCases
    package let webhooks: WebhookUseCases
    package let people: PeopleUseCases
    let sources: SourceUseCases
    let rules: RuleUseCases
    package let evidence: EvidenceUseCases
    package let reads: ReadUseCases
    let findActivity: FindActivity
    let findPerson: FindPerson
    package let learn = LearnFromStatements()
    private let fresh: FreshStatements?
    let files: DigestFiles
    let blobs: Blobs
    package let chores: Chores
    let random: @Sendable (_ count: Int) -> [UInt8]
    let clock: @Sendable () -> Int64

    /// What was erased again when the service started.
    package let restored = RestoredErasures()

    private let folder: String?
    private let journal: ErasureJournal?
    private let publicURL: String
    private let database: any Database
    private let terms: InternTerms
    private let outlines: CourseOutlines

    /// - Parameters:
    ///   - files: where packages are kept.
    ///   - blobs: where attachments and documents are kept that are too large for the database.
    ///   - log: the keys of the log, and its journal.
    ///   - bundles: folder where bundles of evidence are built.
    ///   - publicURL: the address that IRIs made here begin with.
    ///   - packages: what a package may hold.
    ///   - journal: where erasures are kept for the day on which a backup is restored.
    ///   - folder: where everything is kept, which an erasure looks through.
    ///   - roots: whose signatures of statements are trusted.
    ///   - fresh: what was just written, for the tree of the log; nil where no tree is grown.
    ///   - random: secure random bytes.
    ///   - clock: µs since 1970.
    package init(
        database: any Database, files: DigestFiles, blobs: DigestFiles, log: LogFiles, bundles: String,
        journal: ErasureJournal? = nil, folder: String? = nil, publicURL: String,
        packages: PackageLimits = PackageLimits(),
        roots: TrustedRoots = TrustedRoots(), fresh: FreshStatements? = FreshStatements(),
        random: @escaping @Sendable (_ count: Int) -> [UInt8], clock: @escaping @Sendable () -> Int64
    ) {
        let outlines = CourseOutlines()
        let authorities = Authorities()
        keys = KeyUseCases(database: database, publicURL: publicURL, random: random, clock: clock)
        findStatement = FindStatement(database: database, authorities: authorities)
        findStatements = FindStatements(database: database, authorities: authorities)
        consistentThrough = ConsistentThrough(database: database, clock: clock)
        importPackage = ImportPackage(
            database: database, files: files, outlines: outlines, publicURL: publicURL, limits: packages
        )
        findPackage = FindPackage(database: database)
        courses = CourseUseCases(database: database, outlines: outlines, publicURL: publicURL)
        completions = CompletionUseCases(database: database, outlines: outlines, random: random)
        feed = FeedUseCases(database: database, authorities: authorities)
        webhooks = WebhookUseCases(database: database, authorities: authorities, random: random)
        people = PeopleUseCases(database: database, outlines: outlines, random: random)
        sources = SourceUseCases(database: database, outlines: outlines)
        rules = RuleUseCases(database: database, outlines: outlines)
        evidence = EvidenceUseCases(database: database, files: log, bundles: bundles, random: random)
        reads = ReadUseCases(database: database, clock: clock)
        findActivity = FindActivity(database: database)
        findPerson = FindPerson(database: database)
        terms = InternTerms(database: database)
        checkSignatures = CheckSignatures(VerifySignature(roots: roots), clock: clock)
        self.blobs = Blobs(files: blobs, random: random)
        documents = DocumentUseCases(database: database, terms: terms, blobs: self.blobs)
        findAttachments = FindAttachments(database: database, blobs: self.blobs)
        chores = Chores(database: database, files: files, blobs: blobs, outlines: outlines, fresh, random: random)
        (self.folder, self.journal, self.publicURL, self.fresh) = (folder, journal, publicURL, fresh)
        self.database = database
        self.outlines = outlines
        self.files = files
        (self.random, self.clock) = (random, clock)
    }

    /// - Parameter id: the id that a statement without one gets, where the request names it (PUT).
    func storeStatements(id: UUID? = nil) -> StoreStatements {
        StoreStatements(
            database: database, terms: terms, outlines: outlines, learn: learn, checkSignatures: checkSignatures,
            fresh: fresh
        ) { [random] in
            id ?? UUID(random: random(16))
        }
    }

    var decisions: DecisionUseCases {
        DecisionUseCases(
            database: database, store: storeStatements(), blobs: blobs, outlines: outlines, publicURL: publicURL,
            random: random
        )
    }

    var sessions: SessionUseCases {
        SessionUseCases(database: database, store: storeStatements(), publicURL: publicURL, random: random)
    }

    package var importHistory: ImportHistory {
        ImportHistory(database: database, store: storeStatements(), outlines: outlines, publicURL: publicURL)
    }

    package var fillDemo: FillDemo {
        FillDemo(
            database: database, files: files,
            means: .init(
                importPeople: people.importTable, changeIdentifier: people.change, register: completions.register,
                importPackage: importPackage, store: storeStatements(), savePath: paths.save
            ), publicURL: publicURL
        )
    }

    var access: AccessUseCases { AccessUseCases(database: database, publicURL: publicURL, random: random) }

    var competences: CompetenceUseCases { CompetenceUseCases(database: database) }

    var spending: SpendingUseCases { SpendingUseCases(database: database) }

    package var erasures: ErasureUseCases {
        ErasureUseCases(
            database: database, sweepBlobs: chores.sweepBlobs, bundles: evidence.bundles, journal: journal,
            folder: folder, random: random
        )
    }

    package var retention: RetentionUseCases {
        RetentionUseCases(
            database: database, sweepBlobs: chores.sweepBlobs, bundles: evidence.bundles, journal: journal,
            random: random
        )
    }

    var inspections: InspectionUseCases {
        InspectionUseCases(
            open: OpenInspection(database: database, random: random), find: FindInspections(database: database),
            revoke: RevokeInspection(database: database)
        )
    }

    var campaigns: CampaignUseCases {
        CampaignUseCases(database: database, outlines: outlines, random: random)
    }

    var paths: PathUseCases { PathUseCases(database: database) }

    var feedback: FeedbackUseCases { FeedbackUseCases(database: database) }

    package var folds: FoldUseCases {
        FoldUseCases(
            check: CheckFolds(database: database, outlines: outlines),
            rebuild: RebuildFolds(database: database, outlines: outlines)
        )
    }

    /// Whether the store answers.
    func isReady() async -> Bool { (try? await database.read { try !$0.rows("SELECT 1").isEmpty }) ?? false }
}

/// The use cases of keys.
package struct KeyUseCases: Sendable {
    package let authenticate: AuthenticateKey
    package let create: CreateKey
    package let list: ListKeys
    package let rotate: RotateKey
    package let revoke: RevokeKey

    init(
        database: any Database, publicURL: String, random: @escaping @Sendable (_ count: Int) -> [UInt8],
        clock: @escaping @Sendable () -> Int64
    ) {
        authenticate = AuthenticateKey(database: database, clock: clock)
        create = CreateKey(database: database, publicURL: publicURL, random: random)
        list = ListKeys(database: database)
        rotate = RotateKey(database: database, authenticate: authenticate, random: random)
        revoke = RevokeKey(database: database, authenticate: authenticate)
    }
}

/// The use cases of the document resources.
struct DocumentUseCases: Sendable {
    let put: PutDocument
    let merge: MergeDocument
    let find: FindDocument
    let list: ListDocuments
    let delete: DeleteDocuments

    init(database: any Database, terms: InternTerms, blobs: Blobs) {
        put = PutDocument(database: database, terms: terms, blobs: blobs)
        merge = MergeDocument(database: database, terms: terms, blobs: blobs)
        find = FindDocument(database: database, terms: terms)
        list = ListDocuments(database: database, terms: terms)
        delete = DeleteDocuments(database: database, terms: terms)
    }
}

/// Whether what is kept beside the statements follows from them, and making it so.
package struct FoldUseCases: Sendable {
    package let check: CheckFolds
    package let rebuild: RebuildFolds
}

/// What is done beside requests: at start, or from time to time.
package struct Chores: Sendable {
    package let removeLeftovers: RemoveLeftovers
    package let sweepBlobs: SweepBlobs
    package let sequenceRecords: SequenceRecords
    package let growTree: GrowTree
    package let refoldPending: RefoldPending
    package let rewriteStandings: RewriteStandings
    package let expireStandings: ExpireStandings
    package let foldTallies: FoldTallies

    init(
        database: any Database, files: DigestFiles, blobs: DigestFiles, outlines: CourseOutlines,
        _ fresh: FreshStatements?, random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        removeLeftovers = RemoveLeftovers(database: database, files: files, blobs: blobs)
        sweepBlobs = SweepBlobs(database: database, files: blobs)
        sequenceRecords = SequenceRecords(database: database)
        growTree = GrowTree(database: database, fresh: fresh, random: random)
        refoldPending = RefoldPending(database: database, outlines: outlines)
        rewriteStandings = RewriteStandings(database: database, outlines: outlines)
        expireStandings = ExpireStandings(database: database, outlines: outlines)
        foldTallies = FoldTallies(database: database)
    }
}
