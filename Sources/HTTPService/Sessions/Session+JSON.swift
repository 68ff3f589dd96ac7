import ExactJSON
import LearningRecords
import XAPI

extension TrainingSession {
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", id.canonical)
        object.set("course", course)
        object.set("title", title)
        object.set("place", place)
        object.set("trainers", json: JSONLiteral.array(trainers.map { JSONText.string($0) }))
        let halves = halfDays.map { half in
            var object = JSONObject()
            object.set("starts_at", Instant(microseconds: half.startsAt).rfc3339)
            object.set("ends_at", Instant(microseconds: half.endsAt).rfc3339)
            return object.json
        }
        object.set("half_days", json: JSONLiteral.array(halves))
        object.set("created_at", Instant(microseconds: createdAt).rfc3339)
        return object
    }
}

extension FindSessions.Sheet {
    var json: JSONObject {
        var object = session.json
        object.set("attendance", json: JSONLiteral.array(lines.map(\.json)))
        return object
    }

    /// A line of column names, then one for each person.
    var rows: [[String]] {
        [["matricule", "name"] + session.halfDays.indices.map { String($0 + 1) } + ["whole"]]
            + lines.map { line in
                [line.matricule ?? "", line.name] + line.marks.map { $0?.rawValue ?? "" } + [String(line.isWhole)]
            }
    }
}

extension AttendanceLine {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        var person = JSONObject()
        person.set("id", self.person.canonical)
        person.set("matricule", matricule)
        person.set("name", name)
        object.set("person", json: person.json)
        object.set(
            "half_days",
            json: JSONLiteral.array(marks.map { $0.map { JSONText.string($0.rawValue) } ?? JSONLiteral.null })
        )
        object.set(
            "statements",
            json: JSONLiteral.array(statements.map { $0.map { JSONText.string($0.canonical) } ?? JSONLiteral.null })
        )
        object.set("whole", isWhole)
        return object.json
    }
}

extension AttendanceEvent {
    var json: [UInt8] {
        var object = JSONObject()
        object.set("person", person.canonical)
        object.set("half_day", halfDay)
        object.set("mark", mark.rawValue)
        object.set("statement", statement?.canonical)
        object.set("by", key)
        object.set("at", Instant(microseconds: at).rfc3339)
        return object.json
    }
}
