import ExactJSON
import LearningRecords

extension ImportedPackage {
    /// The answer to an import; a validation answers the same.
    func json(in language: Language) -> JSONObject {
        var answer = JSONObject()
        answer.set("course", json: course.json)
        answer.set("version", version)
        answer.set("sha256", sha256)
        answer.set("standard", standard)
        answer.set("identifier", identifier)
        answer.set("default_organization", defaultOrganization)
        answer.set("activities", json: JSONLiteral.array(activities.map(\.json)))
        answer.set("findings", json: JSONLiteral.array(findings.map { $0.json(in: language) }))
        return answer
    }
}

extension ImportedPackage.Course {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("id", id)
        object.set("title", title)
        object.set("source", source)
        return object.json
    }
}

extension ImportedPackage.Activity {
    var json: [UInt8] {
        var object = JSONObject()
        object.set("id", id)
        object.set("identifier", identifier)
        object.set("title", title)
        object.set("type", type)
        object.set("href", href)
        object.set("parent", parent)
        object.set("mastery_score", masteryScore)
        if let moveOn { object.set("move_on", moveOn) }
        return object.json
    }
}

extension ImportedPackage.Finding {
    func json(in language: Language) -> [UInt8] {
        var object = JSONObject()
        object.set("code", code)
        object.set("severity", severity)
        object.set("message", language == .french ? french : english)
        object.set("file", file)
        object.set("line", json: line.map { Array(String($0).utf8) } ?? JSONLiteral.null)
        return object.json
    }
}
