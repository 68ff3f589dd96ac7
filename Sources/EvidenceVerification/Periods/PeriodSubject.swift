import Crypto
package import Foundation
import TransparencyLog
import XAPI

/// Whom or whose identifier a record is about, as bytes: letters that are composed otherwise are other texts.
package struct PeriodSubject: Hashable, Sendable {
    /// What `PeriodKey` seals.
    let text: [UInt8]

    /// - Parameter canonical: `InverseFunctionalIdentifier.canonical`.
    package static func actor(_ canonical: String) -> PeriodSubject { PeriodSubject("actor", canonical) }
    package static func person(_ id: UUID) -> PeriodSubject { PeriodSubject("person", id.canonical) }

    private init(_ kind: String, _ name: String) { text = Array("releve subject v1\n\(kind) \(name)".utf8) }
}

/// What stands for a subject in the summary of one period. It follows from the subject's seal, which nobody but the log can
/// make: so a summary tells nothing of whom it is about to those who have no seal of theirs, guess as they may, and two
/// summaries nothing of whether they are about the same people.
package struct PeriodToken: Sendable {
    private let secret: [UInt8]
    private let from: UInt64

    /// - Parameters:
    ///   - seal: of the subject.
    ///   - from: the period's first leaf.
    package init(seal: [UInt8], from: UInt64) {
        secret = Array(SHA256.hash(data: Array("releve seal v1\n".utf8) + seal))
        self.from = from
    }

    /// Of the subject.
    var own: TreeHash { hash(1, []) }

    /// Of what the subject's records are about: the IRI of an Activity, or nothing where they are about the subject.
    func about(_ activity: [UInt8]) -> TreeHash { hash(2, activity) }

    /// Of the records themselves, by their leaves in order.
    func records(_ leaves: [UInt64], about activity: [UInt8]) -> TreeHash {
        var bytes = withUnsafeBytes(of: UInt32(truncatingIfNeeded: activity.count).bigEndian) { Array($0) }
        bytes += activity
        for leaf in leaves { withUnsafeBytes(of: leaf.bigEndian) { bytes += $0 } }
        return hash(3, bytes)
    }

    private func hash(_ purpose: UInt8, _ bytes: [UInt8]) -> TreeHash {
        var hash = SHA256()
        hash.update(data: Array("releve period v1\n".utf8) + [purpose])
        withUnsafeBytes(of: from.bigEndian) { hash.update(bufferPointer: $0) }
        hash.update(data: secret)
        hash.update(data: bytes)
        return TreeHash(Array(hash.finalize())) ?? .empty
    }
}
