import Completion

/// How far a person is on a path: a fold over where they stand in its courses.
package struct PathProgress: Sendable {
    package enum Status: String, CaseIterable, Sendable {
        case notStarted = "not_started"
        case inProgress = "in_progress"
        case completed
    }

    package struct Course: Sendable {
        package let course: LearningPath.Course
        package let status: CompletionStatus
        /// µs since 1970: the first time, and until when it is good.
        package let completedAt: Int64?
        package let expiresAt: Int64?

        package var isDone: Bool { status == .completed || status == .waived }
    }

    package struct Step: Sendable {
        package let needed: Int
        package let courses: [Course]
        /// Whether the path's order lets the person take it now.
        package let isOpen: Bool

        package var isDone: Bool { courses.count(where: \.isDone) >= needed }
    }

    package let steps: [Step]

    /// - Parameters:
    ///   - standings: of the person, by course; none where nothing is known of them there.
    ///   - time: µs since 1970, from which on what lapsed is not done any more.
    init(of path: LearningPath, standings: [Int64: CourseStanding], at time: Int64) {
        var isOpen = true
        steps = path.steps.map { step in
            let courses = step.courses.map { Course($0, standings[$0.number], at: time) }
            let answer = Step(needed: step.needed, courses: courses, isOpen: isOpen)
            if path.isOrdered, !answer.isDone { isOpen = false }
            return answer
        }
    }

    package var done: Int { steps.count(where: \.isDone) }

    /// Whole percent of the steps, rounded down: 100 only where all are done.
    package var percent: Int { steps.isEmpty ? 0 : done * 100 / steps.count }

    package var status: Status {
        if done == steps.count { return .completed }
        return steps.contains { $0.courses.contains { $0.status != .notStarted } } ? .inProgress : .notStarted
    }

    /// Courses that may be taken now and are not done, of steps that still need some.
    package var next: [Course] {
        steps.filter { $0.isOpen && !$0.isDone }.flatMap { $0.courses.filter { !$0.isDone } }
    }
}

/// Where a person stands in a course, as progress needs it.
struct CourseStanding: Sendable {
    let status: CompletionStatus
    let completedAt: Int64?
    let expiresAt: Int64?
}

extension PathProgress.Course {
    /// A completion lapses at its moment, before its standing follows.
    fileprivate init(_ course: LearningPath.Course, _ standing: CourseStanding?, at time: Int64) {
        let hasLapsed = standing?.status == .completed && standing?.expiresAt.map { $0 <= time } == true
        self.init(
            course: course, status: hasLapsed ? .expired : standing?.status ?? .notStarted,
            completedAt: standing?.completedAt, expiresAt: standing?.expiresAt
        )
    }
}
