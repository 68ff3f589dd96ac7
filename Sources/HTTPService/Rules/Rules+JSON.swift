import Completion
import ExactJSON
import LearningRecords
import XAPI

extension FindRules.Found {
    var json: JSONObject {
        var object = JSONObject()
        object.set("rule", json: rule.json)
        object.set("shipped", isShipped)
        object.set("made_at", made.map { Instant(microseconds: $0.at).rfc3339 })
        object.set("made_by", made?.by)
        object.set("courses", json: JSONLiteral.array(courses.map { JSONText.string($0) }))
        return object
    }
}

extension CourseRules {
    var json: JSONObject {
        var object = JSONObject()
        object.set("course", course)
        object.set("rule", json: entries.first?.rule.json ?? JSONLiteral.null)
        let history = entries.map { entry in
            var object = JSONObject()
            object.set("rule", json: entry.rule.json)
            object.set("since", entry.since == 0 ? nil : Instant(microseconds: entry.since).rfc3339)
            object.set("by", entry.by.isEmpty ? nil : entry.by)
            return object.json
        }
        object.set("history", json: JSONLiteral.array(history))
        return object
    }
}

extension RuleKey {
    var json: [UInt8] {
        var object = JSONObject()
        object.set("id", id)
        object.set("version", version)
        return object.json
    }
}

extension TryRule.Report {
    var json: JSONObject {
        var object = JSONObject()
        object.set("course", course)
        object.set("in_force", json: inForce.json)
        object.set("tried", json: tried.json)
        object.set("learners", learners)
        object.set("unchanged", unchanged)
        object.set("gains", gains)
        object.set("losses", losses)
        let changes = changes.map { change in
            var object = JSONObject()
            object.set("person", json: change.learner.json.json)
            object.set("from", change.from.rawValue)
            object.set("to", change.to.rawValue)
            return object.json
        }
        object.set("changes", json: JSONLiteral.array(changes))
        object.set("more_changes", learners - unchanged > changes.count)
        return object
    }
}

extension CompletionAnswer.Learner {
    /// `id`, `matricule` and `name` are null for an actor that no person is known for.
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", person?.id.canonical)
        object.set("matricule", person?.matricule)
        object.set("name", person?.name)
        object.set("actor", json: actor?.agentJSON ?? JSONLiteral.null)
        return object
    }
}
