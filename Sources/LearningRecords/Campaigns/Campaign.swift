package import Foundation
package import XAPI

/// Certain people are to follow a path until a day.
package struct Campaign: Sendable {
    package let id: UUID
    package let title: LocalizedText
    package let path: LearningPath
    /// Whoever had all of these when they were asked.
    package let audience: [AttributeName: String]
    /// µs since 1970: from then on whoever is not done is late.
    package let deadline: Int64
    /// µs since 1970.
    package let startedAt: Int64
    /// The key that started it.
    package let startedBy: String
    let number: Int64
}

/// What somebody wants a campaign to be.
package struct CampaignDraft: Sendable {
    package var title: LocalizedText
    package var path: String
    /// Nil for the path's own.
    package var audience: [AttributeName: String]?
    /// µs since 1970.
    package var deadline: Int64

    package static let longestTitle = 500

    package init(title: LocalizedText, path: String, audience: [AttributeName: String]?, deadline: Int64) {
        self.title = title
        self.path = path
        self.audience = audience
        self.deadline = deadline
    }
}

/// Where somebody stands in a campaign.
package enum CampaignState: String, CaseIterable, Sendable {
    case notStarted = "not_started"
    case inProgress = "in_progress"
    case completed
    /// Done, and later than the deadline.
    case completedLate = "completed_late"
    /// Not done, and the deadline has passed.
    case late

    /// - Parameter time: µs since 1970.
    init(_ progress: PathProgress, deadline: Int64, at time: Int64) {
        if let done = progress.completedAt {
            self = done < deadline ? .completed : .completedLate
        } else if time >= deadline {
            self = .late
        } else {
            self = progress.status == .notStarted ? .notStarted : .inProgress
        }
    }
}

extension PathProgress {
    /// µs since 1970, when the last step that was needed was done; nil where one is not. What was waived was done ever since.
    package var completedAt: Int64? {
        var last: Int64 = .min
        for step in steps {
            let moments = step.courses.filter(\.isDone).map { $0.completedAt ?? .min }.sorted()
            guard moments.count >= step.needed, step.needed > 0 else { return nil }
            last = max(last, moments[step.needed - 1])
        }
        return last
    }
}
