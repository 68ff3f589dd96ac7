import ExactJSON
import Foundation
import LearningRecords
import XAPI

extension SummarizeFeedback.Stars {
    static let columns = ["count", "average"] + (1...5).map { "stars_\($0)" }

    func cells(_ csv: CSVTable?) -> [String] {
        [String(count), csv?.number(average) ?? ""] + distribution.map { String($0) }
    }

    func json(of source: String) -> [UInt8] {
        var object = JSONObject()
        object.set("source", source)
        set(in: &object)
        return object.json
    }

    fileprivate func set(in object: inout JSONObject) {
        object.set("count", count)
        object.set("average", average)
        var classes = JSONObject()
        for (place, number) in distribution.enumerated() { classes.set(String(place + 1), number) }
        object.set("distribution", json: classes.json)
    }
}

extension SummarizeFeedback.CourseLine {
    var json: [UInt8] {
        var object = JSONObject()
        var course = JSONObject()
        course.set("id", iri)
        course.set("title", title)
        course.set("source", source)
        object.set("course", json: course.json)
        stars.set(in: &object)
        object.set("comments", FeedbackRoutes.comments + "?" + QueryParameters(["course": iri]).query)
        return object.json
    }
}

extension FindComments.Comment {
    /// `person` is there only for who may know people.
    func json(namingPeople: Bool) -> [UInt8] {
        var object = JSONObject()
        object.set("at", CompletionAnswer.time(at))
        object.set("comment", text)
        object.set("stars", stars)
        object.set("activity", activity)
        object.set("statement", statement.canonical)
        if namingPeople { object.set("person", json: learner?.json.json ?? JSONLiteral.null) }
        return object.json
    }
}
