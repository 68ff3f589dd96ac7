package import XAPI

/// What somebody wants a path to be.
package struct PathDraft: Equatable, Sendable {
    package struct Step: Equatable, Sendable {
        /// How many of the courses have to be done.
        package let needed: Int
        /// IRIs, at least one.
        package let courses: [String]

        package init(needed: Int, courses: [String]) {
            self.needed = needed
            self.courses = courses
        }
    }

    package static let mostSteps = 40
    /// In all steps together.
    package static let mostCourses = 60
    package static let longestTitle = 500

    package let title: LocalizedText
    /// A step is open only once those before it are done.
    package let isOrdered: Bool
    /// The people of all of these attributes; empty where it is for nobody in particular.
    package let audience: [AttributeName: String]
    package let steps: [Step]

    package init(title: LocalizedText, isOrdered: Bool, audience: [AttributeName: String], steps: [Step]) {
        self.title = title
        self.isOrdered = isOrdered
        self.audience = audience
        self.steps = steps
    }

    /// Step and place of a course that stands there for the second time.
    package var repeated: (step: Int, place: Int)? {
        var seen: Set<String> = []
        for (number, step) in steps.enumerated() {
            for (place, course) in step.courses.enumerated() where !seen.insert(course).inserted {
                return (number, place)
            }
        }
        return nil
    }
}

/// A version of a path. Versions never change.
package struct LearningPath: Sendable {
    package struct Course: Sendable {
        let number: Int64
        package let iri: String
        package let title: String
    }

    package struct Step: Sendable {
        package let needed: Int
        package internal(set) var courses: [Course]
    }

    package let id: String
    /// From 1.
    package let version: Int64
    package let title: LocalizedText
    package let isOrdered: Bool
    package let audience: [AttributeName: String]
    package let steps: [Step]
    /// µs since 1970.
    package let madeAt: Int64
    /// The key that made it.
    package let madeBy: String

    var draft: PathDraft {
        PathDraft(
            title: title, isOrdered: isOrdered, audience: audience,
            steps: steps.map { .init(needed: $0.needed, courses: $0.courses.map(\.iri)) }
        )
    }
}
