package import Foundation
import XAPI

/// A course held in a room, over one or more half-days.
package struct TrainingSession: Sendable, Equatable {
    package struct HalfDay: Sendable, Equatable {
        /// µs since 1970.
        package let startsAt: Int64
        package let endsAt: Int64

        package init(startsAt: Int64, endsAt: Int64) {
            self.startsAt = startsAt
            self.endsAt = endsAt
        }
    }

    package let id: UUID
    /// IRI.
    package let course: String
    package let title: String
    package let place: String
    package let trainers: [String]
    /// In order.
    package let halfDays: [HalfDay]
    package let createdAt: Int64
    let number: Int64

    package static let mostHalfDays = 60
    package static let mostTrainers = 20
    /// Bytes of a title, a place or a name.
    package static let longestText = 200
    /// Of a half-day: µs.
    package static let longestHalfDay: Int64 = 12 * 3_600_000_000

    /// What statements about one half-day are about.
    func activity(ofHalfDay number: Int) -> String { Self.activity(ofHalfDay: number, of: id, in: course) }

    /// - Parameters:
    ///   - session: its id.
    ///   - course: IRI.
    static func activity(ofHalfDay number: Int, of session: UUID, in course: String) -> String {
        "\(course)/sessions/\(session.canonical)/\(number)"
    }
}

/// What a session is to be.
package struct SessionDraft: Sendable {
    package var course: String
    package var title: String
    package var place = ""
    package var trainers: [String] = []
    package var halfDays: [TrainingSession.HalfDay]

    package init(course: String, title: String, halfDays: [TrainingSession.HalfDay]) {
        self.course = course
        self.title = title
        self.halfDays = halfDays
    }

    /// The place of the first half-day that ends before it begins, begins before the one before it ended, or is too long.
    package var oddHalfDay: Int? {
        halfDays.indices.first { place in
            let (half, before) = (halfDays[place], place > 0 ? halfDays[place - 1].endsAt : .min)
            let (length, overflows) = half.endsAt.subtractingReportingOverflow(half.startsAt)
            return overflows || length <= 0 || length > TrainingSession.longestHalfDay || half.startsAt < before
        }
    }
}

/// Whether somebody was there.
package enum AttendanceMark: String, CaseIterable, Sendable {
    case present, absent, excused
}

/// What holds of one person: a mark for each half-day, nil where nobody said.
package struct AttendanceLine: Sendable {
    package let person: UUID
    package let matricule: String?
    package let name: String
    package internal(set) var marks: [AttendanceMark?]
    /// The statements that say so, as far as something is stated.
    package internal(set) var statements: [UUID?]
    /// They were there all the time.
    package internal(set) var isWhole = false
}

/// One mark that somebody recorded.
package struct AttendanceEvent: Sendable {
    package let person: UUID
    /// From 1.
    package let halfDay: Int
    package let mark: AttendanceMark
    package let statement: UUID?
    package let key: String
    /// µs since 1970.
    package let at: Int64
}
