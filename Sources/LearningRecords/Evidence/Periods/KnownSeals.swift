import EvidenceVerification
import Persistence
import Synchronization

/// Seals of subjects that were made before: each takes half a millisecond to make, and a period is about the same people as the
/// one before.
package final class KnownSeals: Sendable {
    private struct Known {
        var key: PeriodKey?
        var seals: [PeriodSubject: [UInt8]] = [:]
    }

    private let known = Mutex(Known())
    /// Some 400 bytes each.
    private let capacity = 20_000

    package init() {}

    func seal(of subject: PeriodSubject, by key: PeriodKey) throws -> [UInt8] {
        if let seal = known.withLock({ $0.seals[subject] }) { return seal }
        let seal = try key.seal(of: subject)
        known.withLock { known in
            if known.seals.count >= capacity { known.seals.removeAll() }
            known.seals[subject] = seal
        }
        return seal
    }

    /// The store's key; the first node that needs it makes it.
    func key(in database: any Database) async throws -> PeriodKey {
        if let key = known.withLock({ $0.key }) { return key }
        let stored = try await database.read { try $0.periodKey() }
        let bytes: [UInt8]
        if let stored {
            bytes = stored
        } else {
            let made = try PeriodKey().bytes
            bytes = try await database.write { try $0.keepPeriodKey(made) }
        }
        let key = try PeriodKey(bytes)
        known.withLock { $0.key = key }
        return key
    }
}

extension Transaction {
    func periodKey() throws -> [UInt8]? {
        try rows("SELECT bytes FROM log_period_key WHERE id = 1").first?.blob(0)
    }

    /// - Returns: the key that is kept: this one, or that of another node.
    fileprivate func keepPeriodKey(_ bytes: [UInt8]) throws -> [UInt8] {
        try execute("INSERT INTO log_period_key (id, bytes) VALUES (1, \(bytes)) ON CONFLICT (id) DO NOTHING")
        return try periodKey() ?? bytes
    }
}
