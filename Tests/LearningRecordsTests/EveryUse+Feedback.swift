import Foundation
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// What is thought of courses.
extension EveryUse {
    func rate(_ course: SampleCourse) async throws {
        let ratings = (700...702).map { rating($0, 0.8, course.items[0], agent: "0", comment: "Bien") }
        _ = try await records.store(ratings)
        _ = try await records.store([voiding(numberedID(710), numberedID(702))])
        let summarize = SummarizeFeedback(database: records.database)
        _ = (try await summarize(after: nil, limit: 1), try await summarize.bySource())
        let find = FindComments(database: records.database)
        let page = try #require(try await find(course: course.iri, after: nil, limit: 1))
        #expect(page.next != nil)
        _ = try await find(course: course.iri, after: page.next, limit: 1)
    }
}
