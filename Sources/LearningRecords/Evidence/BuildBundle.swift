package import EvidenceVerification
import Foundation
package import Persistence
import TransparencyLog

/// Builds a bundle on disk, in steps that each hold a bounded number of records in memory.
package struct BuildBundle: Sendable {
    package enum Outcome: Equatable, Sendable {
        /// The raw values of `Refusal` and `ready` stand in answers.
        case ready(claims: Int)
        case refused(Refusal)

        package enum Refusal: String, Sendable {
            case unknownCourse = "unknown-course"
            case unknownPerson = "unknown-person"
            case notYet = "not-yet-proven"
            case olderThanLog = "beyond-log"
            case tooLarge = "too-large"
        }
    }

    /// Records that are read at once.
    static let step = 500

    private let database: any Database
    private let seals: KnownSeals

    package init(database: any Database, seals: KnownSeals) {
        self.database = database
        self.seals = seals
    }

    /// - Parameters:
    ///   - since: size of a checkpoint that whoever asks holds: the bundle then shows that the log has only grown.
    ///   - path: where the file comes to lie, whole or not at all.
    ///   - progress: told how many of how many records are in it.
    package func callAsFunction(
        _ question: BundleQuestion, since: UInt64?, to path: String,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) async throws -> Void
    ) async throws -> Outcome {
        do {
            let plan = try await database.read { try BundlePlan(question, since: since, in: $0) }
            let temporary = path + ".part"
            unlink(temporary)
            defer { unlink(temporary) }
            let claims = try await write(plan, to: WritableFile(making: temporary), progress: progress)
            guard rename(temporary, path) == 0 else { throw FileFailure.last("rename") }
            try WritableFile.synchronize(URL(filePath: path).deletingLastPathComponent().path())
            return .ready(claims: claims)
        } catch let refusal as BundlePlan.Refusal {
            return .refused(.init(refusal))
        } catch is BundleTooLarge {
            return .refused(.tooLarge)
        }
    }

    private func write(
        _ plan: BundlePlan, to file: WritableFile, progress: (_ done: Int, _ total: Int) async throws -> Void
    ) async throws -> Int {
        var writer = try BundleWriter(plan.head) { try file.write($0) }
        for start in stride(from: 0, to: plan.leaves.count, by: Self.step) {
            try Task.checkCancellation()
            try await progress(start, plan.leaves.count)
            let leaves = Array(plan.leaves[start..<min(start + Self.step, plan.leaves.count)])
            for (record, kind) in try await database.read({ try $0.bundleRecords(at: leaves) }) {
                try writer.add(record, kind: kind)
            }
        }
        try await progress(plan.leaves.count, plan.leaves.count)
        let proof = try await database.read { transaction in
            try transaction.treeReader(ofSize: plan.size).jointProof(of: plan.leaves, inSize: plan.size)
        }
        let book = writer.book
        let claims = plan.subjects.compactMap {
            book.claim(of: $0.learner, in: $0.course, asOf: plan.head.asOf)
        }
        let answer = try writer.finish(proof, claims: claims)
        try await show(plan.periods, of: answer, in: &writer)
        try writer.end()
        try file.synchronize()
        return answer.count
    }

    /// Shows of each period that nothing was left out of those whom the answer is about.
    private func show(
        _ periods: [ClosedPeriod], of claims: [EvidenceClaim], in writer: inout BundleWriter
    ) async throws {
        guard !periods.isEmpty else { return }
        let key = try await seals.key(in: database)
        let asked = try writer.book.subjects(of: claims).map { subject, activities in
            (seal: try seals.seal(of: subject, by: key), activities: activities)
        }
        try writer.add(SealFile(key: key.verifier, seals: asked.map(\.seal)))
        for period in periods {
            try Task.checkCancellation()
            guard let index = try await database.read({ try $0.periodIndex(period.id) }) else {
                throw LogFault.missingHash
            }
            try writer.add(PeriodView(of: index, leaf: period.leaf, from: period.from, asked: asked))
        }
    }
}

extension BuildBundle.Outcome.Refusal {
    fileprivate init(_ refusal: BundlePlan.Refusal) {
        switch refusal {
        case .unknownCourse: self = .unknownCourse
        case .unknownPerson: self = .unknownPerson
        case .notYet: self = .notYet
        case .olderThanLog: self = .olderThanLog
        }
    }
}
