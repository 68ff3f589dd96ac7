import LearningRecords
import Persistence

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
}
