import Foundation
import LearningRecords
import XAPI

extension ImportPeople.Report {
    /// The answer to an import; a dry run answers the same.
    func json(includingRestricted: Bool, in language: Language) -> JSONObject {
        var object = JSONObject()
        object.set("applied", isApplied)
        for outcome in [Outcome.created, .changed, .unchanged] { object.set(outcome.rawValue, counts[outcome] ?? 0) }
        object.set("refused", refused)
        object.set("lines", json: JSONLiteral.array(lines.map { $0.json(includingRestricted) }))
        object.set("findings", json: JSONLiteral.array(findings.map { $0.json(in: language) }))
        return object
    }
}

extension ImportPeople.Report.Line {
    fileprivate func json(_ includingRestricted: Bool) -> [UInt8] {
        var object = JSONObject()
        object.set("line", line)
        object.set("outcome", outcome.rawValue)
        var person = JSONObject()
        person.set("id", id?.canonical)
        person.set("matricule", matricule)
        person.set("name", name)
        object.set("person", json: person.json)
        object.set("changes", json: FieldChange.json(of: changes.filter { includingRestricted || !$0.isRestricted }))
        return object.json
    }
}

extension TableFinding {
    func json(in language: Language) -> [UInt8] {
        var object = JSONObject()
        object.set("code", code.rawValue)
        object.set("severity", code.severity.rawValue)
        object.set("line", line)
        object.set("message", message.text(in: language))
        return object.json
    }
}
