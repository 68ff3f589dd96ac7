import Completion
import ExactJSON
package import Foundation
import XAPI

/// Somebody's presence at a half-day of a session, as the service itself recorded it.
package struct AttendedHalfDay: Hashable, Sendable {
    /// IRI of the half-day.
    package let activity: String
    /// As it was called then.
    package let name: String
    /// µs since 1970.
    package let startsAt: Int64
    package let endsAt: Int64
    package let statement: UUID
    let leaf: UInt64?

    package init(
        activity: String, name: String, startsAt: Int64, endsAt: Int64, statement: UUID, leaf: UInt64? = nil
    ) {
        self.activity = activity
        self.name = name
        (self.startsAt, self.endsAt) = (startsAt, endsAt)
        self.statement = statement
        self.leaf = leaf
    }

    package var length: Int64 { max(0, endsAt.subtractingReportingOverflow(startsAt).partialValue) }
}

/// Who was there when, as statements of the service's own say.
struct AttendanceLedger: Sendable {
    private struct Place: Hashable {
        let actor: String
        let course: String
    }

    private var halfDays: [Place: [AttendedHalfDay]] = [:]

    /// Takes in what says that somebody attended a half-day, and nothing else.
    mutating func add(
        _ statement: Statement, of actor: String, about activity: Activity, id: UUID, leaf: UInt64
    ) {
        guard statement.verb == VerbIRI.attended, let course = Self.course(ofHalfDay: activity.id),
            let length = statement.result?.duration?.microseconds, let end = statement.timestamp?.microseconds
        else { return }
        let (start, overflows) = end.subtractingReportingOverflow(length)
        guard !overflows else { return }
        let half = AttendedHalfDay(
            activity: activity.id, name: activity.definition?[key: "name"]?[key: "fr"]?.string ?? "", startsAt: start,
            endsAt: end, statement: id, leaf: leaf
        )
        halfDays[Place(actor: actor, course: course), default: []].append(half)
    }

    /// - Parameter isCounted: false for statements that were voided.
    func halfDays(
        of identifiers: [InverseFunctionalIdentifier], in course: String, isCounted: (UUID) -> Bool
    ) -> [AttendedHalfDay] {
        let all = identifiers.flatMap { halfDays[Place(actor: $0.canonical, course: course)] ?? [] }
        let held = all.filter { isCounted($0.statement) }.map { ($0.activity, $0) }
        return Dictionary(held, uniquingKeysWith: { one, other in one.leaf ?? 0 <= other.leaf ?? 0 ? one : other })
            .values.sorted { ($0.startsAt, $0.activity) < ($1.startsAt, $1.activity) }
    }

    /// `https://…/courses/1f3a/sessions/ID/2` lies in `https://…/courses/1f3a`.
    private static func course(ofHalfDay iri: String) -> String? {
        let parts = iri.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 3, let number = parts.last, Int(number) != nil, let id = parts.dropLast().last,
            UUID(uuidString: String(id)) != nil, parts.dropLast(2).last == "sessions"
        else { return nil }
        return parts.dropLast(3).joined(separator: "/")
    }
}
