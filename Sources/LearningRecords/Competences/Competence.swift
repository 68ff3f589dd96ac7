import Completion
package import XAPI

/// What somebody wants a competence to be.
package struct CompetenceDraft: Equatable, Sendable {
    package static let mostCourses = 60
    package static let longestTitle = 500

    package let title: LocalizedText
    /// How many of the courses it takes.
    package let needed: Int
    /// IRIs, each once.
    package let courses: [String]

    package init(title: LocalizedText, needed: Int, courses: [String]) {
        self.title = title
        self.needed = needed
        self.courses = courses
    }
}

/// Something that people can do because they completed certain courses. Versions never change; the newest holds.
package struct Competence: Sendable {
    package let id: String
    /// From 1.
    package let version: Int64
    package let title: LocalizedText
    package let needed: Int
    package let courses: [LearningPath.Course]
    /// µs since 1970.
    package let madeAt: Int64
    /// The key that made it.
    package let madeBy: String

    var draft: CompetenceDraft { .init(title: title, needed: needed, courses: courses.map(\.iri)) }
}

/// Whether somebody holds a competence, since when and until when: a fold over where they stand in its courses.
package struct CompetenceHolding: Equatable, Sendable {
    package enum Status: String, CaseIterable, Sendable {
        case held
        /// Held once, until a course lapsed.
        case lost
    }

    package let status: Status
    /// µs since 1970: when enough courses were done for the first time; nil where that was ever so.
    package let since: Int64?
    /// µs since 1970: until when enough courses are good; nil where for ever.
    package let until: Int64?
    /// Numbers of the courses that give it.
    let courses: [Int64]

    /// - Parameters:
    ///   - standings: of the learner, by course.
    ///   - time: µs since 1970.
    /// - Returns: nil for whoever never held it.
    init?(needed: Int, standings: [Int64: CourseStanding], at time: Int64) {
        let done = standings.filter { $0.value.wasDone }.sorted { $0.key < $1.key }
        guard needed > 0, done.count >= needed else { return nil }
        let ends = done.map { $0.value.expiresAt ?? .max }.sorted(by: >)
        let end = ends[needed - 1]
        let isHeld = end > time
        let begins = done.map { $0.value.completedAt ?? .min }.sorted()
        let begin = begins[needed - 1]
        status = isHeld ? .held : .lost
        since = begin == .min ? nil : begin
        until = end == .max ? nil : end
        courses = done.filter { !isHeld || $0.value.expiresAt ?? .max > time }.map(\.key)
    }
}

extension CourseStanding {
    fileprivate var wasDone: Bool { [.completed, .waived, .expired].contains(status) }
}
