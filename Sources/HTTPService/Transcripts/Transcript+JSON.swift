import ExactJSON
import LearningRecords
import XAPI

extension FindTranscript.Transcript {
    func json(in language: Language) -> JSONObject {
        var object = JSONObject()
        object.set("person", json: person.summaryJSON(on: Day(containing: asOf.microseconds)))
        object.set("items", json: JSONLiteral.array(lines.map { $0.json(in: language) }))
        object.set("next", String?.none)
        object.set("more_records", hasMoreLines)
        object.set("time", json: time.json(findings: timeFindings))
        object.set("as_of", asOf.rfc3339)
        return object
    }
}

extension Person {
    /// Who it is, and what holds of them on a day; restricted attributes are left out.
    func summaryJSON(on day: Day) -> [UInt8] {
        var object = JSONObject()
        object.set("id", id.canonical)
        object.set("matricule", matricule)
        object.set("name", name)
        let values = values(on: day, includingRestricted: false)
        for name in AttributeFilter.names.sorted() { object.set(name.rawValue, values[name]) }
        return object.json
    }
}

extension TimeTotals {
    /// - Parameter findings: nil where they belong to something larger.
    func json(findings: [String]? = nil) -> [UInt8] {
        var object = JSONObject()
        add(to: &object)
        if let findings { object.set("findings", json: JSONLiteral.array(findings.map { JSONText.string($0) })) }
        return object.json
    }

    func add(to object: inout JSONObject) {
        object.set("sessions", sessions)
        object.set("counted", ISODuration.text(of: counted))
        object.set("declared", ISODuration.text(of: declared))
    }
}
