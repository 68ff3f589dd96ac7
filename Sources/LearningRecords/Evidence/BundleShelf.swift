package import EvidenceVerification
package import Foundation
package import Persistence

/// Bundles that were asked for: they are built one after another, kept for a week, and gone then.
package struct BundleShelf: Sendable {
    /// µs; whoever wants a bundle longer has it by then.
    static let lifetime: Int64 = 7 * 86_400 * 1_000_000
    /// Who builds reports at least that often, or has crashed.
    private static let leaseTime: Int64 = 60_000_000

    /// µs for which a bundle waits for a checkpoint over the summary of its period.
    fileprivate static let patience: Int64 = 30_000_000

    /// People in a bundle that names them.
    package static let mostPeople = 10_000
    /// Courses in one that names several.
    package static let mostCourses = Inspection.mostCourses
    /// Where it names both, each of these people has a line in each of these courses.
    package static let mostLines = 100_000

    private let database: any Database
    private let folder: String
    private let build: BuildBundle
    private let closePeriods: ClosePeriods
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameters:
    ///   - folder: where the files lie.
    ///   - random: secure random bytes.
    package init(
        database: any Database, folder: String, seals: KnownSeals,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.database = database
        self.folder = folder
        self.random = random
        build = BuildBundle(database: database, seals: seals)
        closePeriods = ClosePeriods(database: database, seals: seals)
    }

    /// Asks for a bundle. The log is summed up first, so that the bundle can show that it leaves nothing out.
    ///
    /// - Parameters:
    ///   - people: ids of those whom it is to be about alone; nil for everybody.
    ///   - attributes: of all of these the people have to be today; empty where it does not matter.
    ///   - courses: IRIs of those that it is to be about together; nil for the one of the question, or all.
    ///   - since: size of a checkpoint that whoever asks holds.
    ///   - key: the key that asks.
    ///   - reach: where an inspection asks, who it may be about.
    package func ask(
        _ asked: BundleQuestion, about people: [UUID]? = nil, of attributes: [AttributeName: String] = [:],
        in courses: [String]? = nil, since: UInt64?, by key: String, inside reach: InspectionReach? = nil
    ) async throws -> Result<EvidenceBundle, BundleRefusal> {
        let id = hexadecimal(random(16))
        _ = try await closePeriods(isDue: true, most: 1)
        return try await database.write { transaction in
            let question: BundleQuestion
            do {
                question = try transaction.settle(asked, people, attributes, courses, inside: reach)
            } catch let refusal as BundleRefusal { return .failure(refusal) }
            try transaction.execute(
                """
                INSERT INTO evidence_bundle (id, access_key, question, since, asked_at, total, done, claims, leased_until)
                VALUES (\(id), \(key), \(question.json), \(since.map { Int64(clamping: $0) }), \(transaction.startedAt),
                    0, 0, 0, 0)
                """
            )
            guard let bundle = try transaction.bundle(id) else { throw StoreError.unavailable }
            return .success(bundle)
        }
    }

    /// - Parameter key: where given, only a bundle that it asked for is found.
    package func find(_ id: String, askedBy key: String? = nil) async throws -> EvidenceBundle? {
        let bundle = try await database.read { try $0.bundle(id) }
        return key == nil || bundle?.key == key ? bundle : nil
    }

    /// Where the file of a bundle lies; nil where it is not ready, or on another node's disk.
    package func file(of bundle: EvidenceBundle) -> String? {
        let path = path(of: bundle.id)
        return bundle.state == .ready && FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private func path(of id: String) -> String { "\(folder)/\(id).zip" }

    /// Builds what waits, and removes what is a week old.
    ///
    /// - Returns: how many were built.
    package func callAsFunction() async throws -> Int {
        for id in try await database.write({ try $0.takeOldBundles() }) { unlink(path(of: id)) }
        try await removeOrphans()
        guard try await !database.read({ try $0.waitsForCheckpoint() }) else { return 0 }
        var count = 0
        while !Task.isCancelled {
            let lease = hexadecimal(random(12))
            let taken = try await database.write {
                try $0.takeBundle(lease: lease, until: $0.startedAt + Self.leaseTime)
            }
            guard let taken else { break }
            try await finish(taken, lease: lease)
            count += 1
        }
        return count
    }

    /// Removes files of bundles that are gone: an erasure takes away all that are on disk, of every node.
    func removeOrphans() async throws {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let ids = files.compactMap { $0.split(separator: ".").first.map(String.init) }
        guard !ids.isEmpty else { return }
        let known = try await database.read { try $0.bundles(among: ids) }
        for (file, id) in zip(files, ids) where !known.contains(id) { unlink("\(folder)/\(file)") }
    }

    private func finish(_ bundle: TakenBundle, lease: String) async throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
        )
        do {
            let question = try BundleQuestion(stored: bundle.question)
            let outcome = try await build(question, since: bundle.since, to: path(of: bundle.id)) {
                [database] done, total in
                try await database.write { transaction in
                    try transaction.report(bundle.id, lease, done: done, total: total, until: Self.leaseTime)
                }
            }
            try await database.write { try $0.finish(bundle.id, lease, outcome) }
        } catch is BundleTakenAway {
            unlink(path(of: bundle.id))
        } catch  where !Task.isCancelled {
            try await database.write { try $0.fail(bundle.id, lease) }
            throw error
        }
    }
}

/// Somebody was erased while it was built: what was read for it may be theirs.
private struct BundleTakenAway: Error {}

/// A bundle that this node builds now.
struct TakenBundle: Sendable {
    let id: String
    let question: [UInt8]
    let since: UInt64?
}

extension Transaction {
    fileprivate func bundle(_ id: String) throws -> EvidenceBundle? {
        try rows("SELECT \(EvidenceBundle.columns) FROM evidence_bundle WHERE id = \(id)").first.map(
            EvidenceBundle.init(_:))
    }

    /// Whether the bundle that comes next was asked for just now, and the summary that it begot is not signed yet. Those behind
    /// it do not matter: else whoever asks all the time would keep everybody waiting. `evidence_bundle_open` finds it.
    fileprivate func waitsForCheckpoint() throws -> Bool {
        let next = try rows(
            """
            SELECT b.asked_at FROM evidence_bundle b WHERE b.finished_at IS NULL AND b.leased_until <= \(startedAt)
            ORDER BY b.asked_at LIMIT 1
            """
        ).first?.integer(0)
        return try next.map { $0 > startedAt - BundleShelf.patience } == true && hasUnsignedPeriod()
    }

    /// The oldest that nobody builds; `evidence_bundle_open` finds it.
    fileprivate func takeBundle(lease: String, until: Int64) throws -> TakenBundle? {
        let row = try rows(
            """
            UPDATE evidence_bundle SET lease = \(lease), leased_until = \(until)
            WHERE finished_at IS NULL AND leased_until <= \(startedAt) AND id = (
                SELECT b.id FROM evidence_bundle b WHERE b.finished_at IS NULL AND b.leased_until <= \(startedAt)
                ORDER BY b.asked_at LIMIT 1)
            RETURNING id, question, since
            """
        ).first
        return try row.map { row in
            TakenBundle(
                id: try row.text(0), question: try row.blob(1), since: try row.optionalInteger(2).map { UInt64($0) }
            )
        }
    }

    fileprivate func report(_ id: String, _ lease: String, done: Int, total: Int, until: Int64) throws {
        let there = try rows(
            """
            UPDATE evidence_bundle SET done = \(done), total = \(total), leased_until = \(startedAt + until)
            WHERE id = \(id) AND lease = \(lease) RETURNING id
            """
        )
        guard !there.isEmpty else { throw BundleTakenAway() }
    }

    fileprivate func finish(_ id: String, _ lease: String, _ outcome: BuildBundle.Outcome) throws {
        switch outcome {
        case .ready(let claims): try finish(id, lease, claims: claims, outcome: EvidenceBundle.State.ready.rawValue)
        case .refused(let refusal): try finish(id, lease, claims: 0, outcome: refusal.rawValue)
        }
    }

    fileprivate func fail(_ id: String, _ lease: String) throws {
        try finish(id, lease, claims: 0, outcome: EvidenceBundle.State.failed.rawValue)
    }

    private func finish(_ id: String, _ lease: String, claims: Int, outcome: String) throws {
        let there = try rows(
            """
            UPDATE evidence_bundle SET finished_at = \(startedAt), outcome = \(outcome), claims = \(claims)
            WHERE id = \(id) AND lease = \(lease) RETURNING id
            """
        )
        guard !there.isEmpty else { throw BundleTakenAway() }
    }

    fileprivate func bundles(among ids: [String]) throws -> Set<String> {
        let batch = Batch(.texts("id", ids))
        return Set(
            try rows("SELECT b.id FROM \(batch) AS k JOIN evidence_bundle b ON b.id = k.id").map { try $0.text(0) }
        )
    }

    /// `evidence_bundle_finished` finds them.
    fileprivate func takeOldBundles() throws -> [String] {
        let limit = startedAt - BundleShelf.lifetime
        return try rows(
            "DELETE FROM evidence_bundle WHERE finished_at IS NOT NULL AND finished_at < \(limit) RETURNING id"
        ).map { try $0.text(0) }
    }
}

extension BundleQuestion {
    fileprivate init(stored json: [UInt8]) throws {
        guard let question = BundleQuestion(reading: json) else { throw StoreError.column(1) }
        self = question
    }
}
