import ExactJSON
import LearningRecords
import XAPI

extension Course {
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", id)
        object.set("title", title)
        object.set("source", source)
        object.set("language", language)
        object.set("duration", duration.map { ISODuration.text(of: $0) })
        object.set("description", description)
        object.set("metiers", json: JSONLiteral.array(metiers.map { JSONText.string($0) }))
        object.set("keywords", json: JSONLiteral.array(keywords.map { JSONText.string($0) }))
        return object
    }
}

extension FindCourses.Details {
    var json: JSONObject {
        var object = course.json
        object.set("standard", package.standard)
        var rule = JSONObject()
        rule.set("id", self.rule.id)
        rule.set("version", self.rule.version)
        object.set("rule", json: rule.json)
        object.set("versions", json: JSONLiteral.array(versions.map(\.json)))
        object.set("activities", json: JSONLiteral.array(package.activities.map(\.json)))
        return object
    }
}

extension Course.Version {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("version", number)
        object.set("sha256", sha256)
        object.set("imported_at", Instant(microseconds: importedAt).rfc3339)
        return object.json
    }
}
