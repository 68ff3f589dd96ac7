import Completion
import EvidenceVerification
import ExactJSON
import LearningRecords
import XAPI

extension CompletionAnswer {
    /// One line of an answer.
    func json(in language: Language) -> [UInt8] {
        var writer = JSONWriter(capacity: 2_048)
        write(in: language, to: &writer)
        return writer.bytes
    }

    /// Into the text of a whole page: lists are long, and each line has twenty members.
    func write(in language: Language, to writer: inout JSONWriter) {
        writer.object { line in
            line.member("person", writePerson)
            line.member("course", course.write)
            line.member("registration", registration?.canonical)
            line.member("registered_at", registered.map { Self.time($0.registeredAt) })
            writeStatus(to: &line)
            line.member("time", writeTime)
            line.member("rule", writeRule)
            line.member("because") { $0.array(evaluation.because) { write($1, to: &$0) } }
            line.member("missing") { $0.array(evaluation.missing) { $1.write(in: language, to: &$0) } }
            line.member("findings") { $0.array(findings) { $0.string($1) } }
            line.member("explanation", explanation(in: language))
            line.member("as_of", asOf.rfc3339)
            line.member("log_size", logSize)
            line.member("pending", isPending)
        }
    }

    private func writeStatus(to line: inout JSONWriter) {
        line.member("status", evaluation.status.rawValue)
        line.member("completed", evaluation.completed)
        line.member("success", evaluation.success.rawValue)
        line.member("satisfied", evaluation.satisfied)
        line.member("score") { score in
            if let own = evaluation.score { own.write(to: &score) } else { score.null() }
        }
        line.member("progress", evaluation.progress)
        line.member("first_completed_at", evaluation.firstCompletedAt.map(Self.time))
        line.member("expires_at", evaluation.expiresAt.map(Self.time))
    }

    func explanation(in language: Language) -> String {
        let text = Explanation().text(of: evaluation, rule: rule)
        return (isImported ? ImportedAuthority.remarked(text) : text).text(in: language)
    }

    /// Whether it rests on what was taken over from another system.
    var isImported: Bool { evaluation.because.contains { imported.contains($0.statement) } }

    /// `leaf` is null until the record has its place in the log.
    private func write(_ because: Evaluation.Because, to writer: inout JSONWriter) {
        writer.object { reason in
            reason.member("statement", because.statement.canonical)
            reason.member("says", because.says)
            reason.member("at", Self.time(because.at))
            reason.member("leaf", leaves[because.statement])
            reason.member("imported", imported.contains(because.statement))
        }
    }

    static func time(_ microseconds: Int64) -> String { Instant(microseconds: microseconds).rfc3339 }

    private var findings: [String] { (learner.isShared ? ["shared-identifier"] : []) + evaluation.findings }

    private func writeTime(to writer: inout JSONWriter) {
        writer.object { time in
            time.member("counted", ISODuration.text(of: evaluation.timeCounted))
            time.member("declared", ISODuration.text(of: evaluation.timeDeclared))
            time.member("findings") { $0.array(evaluation.timeFindings) { $0.string($1) } }
        }
    }

    /// `id`, `matricule` and `name` are null for an actor that no person is known for; `then` is null where nothing was
    /// completed.
    private func writePerson(to writer: inout JSONWriter) {
        writer.object { person in
            person.member("id", learner.person?.id.canonical)
            person.member("matricule", learner.person?.matricule)
            person.member("name", learner.person?.name)
            person.member("actor") { actor in
                if let own = learner.actor { actor.json(own.agentJSON) } else { actor.null() }
            }
            person.member("now") { Self.write(now, to: &$0) }
            person.member("then") { values in
                if let then { Self.write(then, to: &values) } else { values.null() }
            }
        }
    }

    private static let names = AttributeFilter.names.sorted()

    private static func write(_ attributes: [AttributeName: String], to writer: inout JSONWriter) {
        writer.object { values in
            for name in names { values.member(name.rawValue, attributes[name]) }
        }
    }

    private func writeRule(to writer: inout JSONWriter) {
        writer.object { members in
            members.member("id", rule.id)
            members.member("version", rule.version)
        }
    }
}

extension CompletionAnswer.Course {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { course in
            course.member("id", id)
            course.member("title", title)
            course.member("version", version)
            course.member("source", source)
        }
    }
}

extension Score {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { score in
            score.member("scaled", scaled)
            score.member("raw", raw)
            score.member("min", min)
            score.member("max", max)
        }
    }
}

extension Evaluation.Missing {
    fileprivate func write(in language: Language, to writer: inout JSONWriter) {
        writer.object { missing in
            missing.member("identifier", identifier)
            missing.member("title", title)
            missing.member("kind", kind.rawValue)
            missing.member("says", text.text(in: language))
        }
    }
}
