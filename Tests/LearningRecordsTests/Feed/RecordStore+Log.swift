import EvidenceVerification
import Persistence
import Testing

@testable import LearningRecords

extension RecordStore {
    /// Waits, for a minute at most, until so many records have a leaf: on the shared server of the tests other
    /// transactions hold the sequencer back as our own would.
    func sequence(_ count: Int) async throws {
        for _ in 0..<6_000 {
            _ = try await SequenceRecords(database: database)()
            let findPage = FindFeedPage(database: database, authorities: authorities)
            if try await findPage(after: -1, limit: 1).logSize >= Int64(count) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Waits, for a minute at most, until every record has its leaf. SQLite gives it with the record.
    func sequenceAll() async throws {
        guard database.engine == .postgres else { return }
        for _ in 0..<6_000 {
            _ = try await SequenceRecords(database: database)()
            let waiting = try await database.read { transaction in
                try transaction.rows(
                    """
                    SELECT (SELECT count(*) FROM log_queue) + (SELECT count(*) FROM statement s WHERE s.raw IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM log_entry e WHERE e.kind = \(RecordKind.statement.stored)
                        AND e.record = s.seq))
                    """
                ).first?.integer(0) ?? 0
            }
            if waiting == 0 { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("not every record got its leaf within a minute")
    }
}
