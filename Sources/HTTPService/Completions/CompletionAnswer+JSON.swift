import Completion
import EvidenceVerification
import ExactJSON
import LearningRecords
import XAPI

extension CompletionAnswer {
    /// One line of an answer. `leaf` is null until the record has its place in the log.
    func json(in language: Language) -> [UInt8] {
        var object = JSONObject()
        object.set("person", json: personJSON)
        object.set("course", json: course.json)
        object.set("registration", registration?.canonical)
        object.set("registered_at", registered.map { Self.time($0.registeredAt) })
        object.set("status", evaluation.status.rawValue)
        object.set("completed", evaluation.completed)
        object.set("success", evaluation.success.rawValue)
        object.set("satisfied", evaluation.satisfied)
        object.set("score", json: evaluation.score?.json ?? JSONLiteral.null)
        object.set("progress", evaluation.progress)
        object.set("first_completed_at", evaluation.firstCompletedAt.map(Self.time))
        object.set("expires_at", evaluation.expiresAt.map(Self.time))
        object.set("time", json: timeJSON)
        object.set("rule", json: ruleJSON)
        object.set("because", json: JSONLiteral.array(evaluation.because.map(json)))
        object.set("missing", json: JSONLiteral.array(evaluation.missing.map { $0.json(in: language) }))
        object.set("findings", json: JSONLiteral.array(findings.map { JSONText.string($0) }))
        object.set("explanation", explanation(in: language))
        object.set("as_of", asOf.rfc3339)
        object.set("log_size", logSize)
        object.set("pending", isPending)
        return object.json
    }

    func explanation(in language: Language) -> String {
        let text = Explanation().text(of: evaluation, rule: rule)
        return (isImported ? ImportedAuthority.remarked(text) : text).text(in: language)
    }

    /// Whether it rests on what was taken over from another system.
    var isImported: Bool { evaluation.because.contains { imported.contains($0.statement) } }

    private func json(_ because: Evaluation.Because) -> [UInt8] {
        because.json(leaf: leaves[because.statement], isImported: imported.contains(because.statement))
    }

    static func time(_ microseconds: Int64) -> String { Instant(microseconds: microseconds).rfc3339 }

    private var findings: [String] { (learner.isShared ? ["shared-identifier"] : []) + evaluation.findings }

    private var timeJSON: [UInt8] {
        var object = JSONObject()
        object.set("counted", ISODuration.text(of: evaluation.timeCounted))
        object.set("declared", ISODuration.text(of: evaluation.timeDeclared))
        object.set("findings", json: JSONLiteral.array(evaluation.timeFindings.map { JSONText.string($0) }))
        return object.json
    }

    /// `id`, `matricule` and `name` are null for an actor that no person is known for; `then` is null where nothing was
    /// completed.
    private var personJSON: [UInt8] {
        var object = JSONObject()
        object.set("id", learner.person?.id.canonical)
        object.set("matricule", learner.person?.matricule)
        object.set("name", learner.person?.name)
        object.set("actor", json: learner.actor?.agentJSON ?? JSONLiteral.null)
        object.set("now", json: Self.json(now))
        object.set("then", json: then.map(Self.json) ?? JSONLiteral.null)
        return object.json
    }

    private static func json(_ attributes: [AttributeName: String]) -> [UInt8] {
        var object = JSONObject()
        for name in AttributeFilter.names.sorted() { object.set(name.rawValue, attributes[name]) }
        return object.json
    }

    private var ruleJSON: [UInt8] {
        var object = JSONObject()
        object.set("id", rule.id)
        object.set("version", rule.version)
        return object.json
    }
}

extension CompletionAnswer.Course {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("id", id)
        object.set("title", title)
        object.set("version", version)
        object.set("source", source)
        return object.json
    }
}

extension Score {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("scaled", scaled)
        object.set("raw", raw)
        object.set("min", min)
        object.set("max", max)
        return object.json
    }
}

extension Evaluation.Because {
    fileprivate func json(leaf: Int64?, isImported: Bool) -> [UInt8] {
        var object = JSONObject()
        object.set("statement", statement.canonical)
        object.set("says", says)
        object.set("at", CompletionAnswer.time(at))
        object.set("leaf", json: leaf.map { Array(String($0).utf8) } ?? JSONLiteral.null)
        object.set("imported", isImported)
        return object.json
    }
}

extension Evaluation.Missing {
    fileprivate func json(in language: Language) -> [UInt8] {
        var object = JSONObject()
        object.set("identifier", identifier)
        object.set("title", title)
        object.set("kind", kind.rawValue)
        object.set("says", text.text(in: language))
        return object.json
    }
}
