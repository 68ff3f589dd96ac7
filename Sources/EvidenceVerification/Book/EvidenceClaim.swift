package import Completion
import ExactJSON
package import Foundation
package import XAPI

/// That one learner stands so in one course, and why.
package struct EvidenceClaim: Sendable {
    package struct Course: Sendable {
        /// IRI.
        package let id: String
        package let title: String
        package let version: Int64
        package let source: String
    }

    package let learner: EvidenceLearner
    let person: PersonLedger.Person?
    package let identifiers: [InverseFunctionalIdentifier]
    package let course: Course
    package let rule: RuleDocument
    package let evaluation: Evaluation
    /// Of the statements that make it so.
    package let leaves: [UUID: UInt64]
    /// Those that were taken over from another system.
    package let imported: Set<UUID>

    /// "Terminé le 20 janvier 2020 : …"
    package var explanation: String { sentences.french }

    var englishExplanation: String { sentences.english }

    private var sentences: LocalizedText {
        let text = Explanation().text(of: evaluation, rule: rule)
        return imported.isEmpty ? text : ImportedAuthority.remarked(text)
    }

    /// As `GET /api/v1/completions` answers, with all identifiers of the learner in place of one. The same claim always
    /// gives the same bytes.
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { claim in
            claim.member("person", writePerson)
            claim.member("course") { $0.object(writeCourse) }
            claim.member("registration", evaluation.registration?.canonical)
            claim.member("status", evaluation.status.rawValue)
            claim.member("completed", evaluation.completed)
            claim.member("success", evaluation.success.rawValue)
            claim.member("satisfied", evaluation.satisfied)
            claim.member("score", writeScore)
            claim.member("progress", evaluation.progress)
            claim.member("first_completed_at", evaluation.firstCompletedAt.map(Self.time))
            claim.member("expires_at", evaluation.expiresAt.map(Self.time))
            claim.member("time") { $0.object(writeTime) }
            claim.member("rule") { rule in
                rule.object { rule in
                    rule.member("id", self.rule.id)
                    rule.member("version", self.rule.version)
                }
            }
            claim.member("because", writeReasons)
            claim.member("missing", writeMissing)
            claim.member("findings") { $0.array(evaluation.findings) { $0.string($1) } }
            claim.member("explanation", explanation)
        }
        return writer.bytes
    }

    static func time(_ microseconds: Int64) -> String { Instant(microseconds: microseconds).rfc3339 }

    private func writePerson(_ writer: inout JSONWriter) {
        writer.object { person in
            person.member("id", id?.canonical)
            person.member("matricule", self.person?.matricule)
            person.member("name", self.person?.name)
            person.member("identifiers") { $0.array(identifiers) { $0.json($1.agentJSON) } }
        }
    }

    private var id: UUID? { if case .person(let id) = learner { id } else { nil } }

    private func writeCourse(_ writer: inout JSONWriter) {
        writer.member("id", course.id)
        writer.member("title", course.title)
        writer.member("version", course.version)
        writer.member("source", course.source)
    }

    private func writeScore(_ writer: inout JSONWriter) {
        guard let score = evaluation.score else { return writer.null() }
        writer.object { object in
            object.member("scaled", score.scaled)
            object.member("raw", score.raw)
            object.member("min", score.min)
            object.member("max", score.max)
        }
    }

    private func writeTime(_ writer: inout JSONWriter) {
        writer.member("counted", ISODuration.text(of: evaluation.timeCounted))
        writer.member("declared", ISODuration.text(of: evaluation.timeDeclared))
        writer.member("findings") { $0.array(evaluation.timeFindings) { $0.string($1) } }
    }

    private func writeReasons(_ writer: inout JSONWriter) {
        writer.array(evaluation.because) { writer, reason in
            writer.object { object in
                object.member("statement", reason.statement.canonical)
                object.member("says", reason.says)
                object.member("at", Self.time(reason.at))
                object.member("leaf", leaves[reason.statement])
                object.member("imported", imported.contains(reason.statement))
            }
        }
    }

    private func writeMissing(_ writer: inout JSONWriter) {
        writer.array(evaluation.missing) { writer, item in
            writer.object { object in
                object.member("identifier", item.identifier)
                object.member("title", item.title)
                object.member("kind", item.kind.rawValue)
                object.member("says", item.text.french)
            }
        }
    }
}
