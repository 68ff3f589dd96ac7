import ExactJSON
import Foundation
import XAPI

/// What one learner did in one course at one time, as the statements of its player, with the defects that real feeds have.
struct DemoAttempt: Sendable {
    let course: DemoCourse
    /// What is launched.
    let activity: String
    let actor: InverseFunctionalIdentifier
    /// µs since 1970.
    let begunAt: Int64

    private static let minute: Int64 = 60_000_000

    fileprivate struct Said {
        let verb: String
        var completion: Bool?
        var success: Bool?
        /// Percent.
        var score: Int?
        /// Percent.
        var progress: Int?
        var minutes: Int64?
        let after: Int64
    }

    /// Statements in their order, each with its id; some come twice, some are voided.
    func statements(_ chance: inout Chance) -> [(id: UUID, json: [UInt8])] {
        let registration = chance.happens(900) ? chance.id() : nil
        var texts: [(id: UUID, json: [UInt8])] = []
        for said in story(&chance) {
            let id = chance.id()
            // A clock that is ten years ahead.
            let ahead: Int64 = chance.happens(2) ? 3_650 * 24 * 60 : 0
            let text = (id, json(said, id: id, registration, at: begunAt + (said.after + ahead) * Self.minute))
            texts += chance.happens(10) ? [text, text] : [text]
            if chance.happens(5) {
                let void = chance.id()
                texts.append((void, Self.voiding(id, as: void, at: begunAt + said.after * Self.minute)))
            }
        }
        return texts
    }

    private func story(_ chance: inout Chance) -> [Said] {
        let minutes = Int64(2 + chance.below(88))
        let score = 30 + chance.below(71)
        var story = [Said(verb: VerbIRI.initialized, after: 0)]
        if chance.happens(500) || course.neverCompletes {
            story.append(Said(verb: VerbIRI.progressed, progress: 10 + chance.below(91), after: minutes / 2))
        }
        let end = course.neverCompletes ? 3 : chance.place(weighing: [45, 20, 10, 25])
        switch end {
        case 0: story.append(Said(verb: VerbIRI.completed, completion: true, score: score, after: minutes))
        case 1:
            story.append(Said(verb: VerbIRI.passed, success: true, score: score, after: minutes))
            story.append(Said(verb: VerbIRI.completed, completion: true, after: minutes))
        case 2: story.append(Said(verb: VerbIRI.failed, success: false, score: score, after: minutes))
        default: break
        }
        // Windows that are closed without a word.
        if chance.happens(800) { story.append(Said(verb: VerbIRI.terminated, minutes: minutes, after: minutes)) }
        return story
    }

    private func json(_ said: Said, id: UUID, _ registration: UUID?, at time: Int64) -> [UInt8] {
        var writer = JSONWriter(capacity: 700)
        writer.object { statement in
            statement.member("id", id.canonical)
            statement.member("actor") { $0.json(actor.agentJSON) }
            statement.member("verb") { verb in
                verb.object { members in
                    members.member("id", said.verb)
                    let name = said.verb.split(separator: "/").last.map(String.init) ?? ""
                    members.member("display") { display in display.object { $0.member("en", name) } }
                }
            }
            statement.member("object") { object in
                object.object { members in
                    members.member("objectType", "Activity")
                    members.member("id", activity)
                }
            }
            statement.member("result") { $0.json(said.result) }
            if let registration {
                statement.member("context") { context in
                    context.object { members in
                        members.member("registration", registration.canonical)
                        members.member("language", "fr-FR")
                    }
                }
            }
            statement.member("timestamp", Instant(microseconds: time).rfc3339)
        }
        return writer.bytes
    }

    private static func voiding(_ target: UUID, as id: UUID, at: Int64) -> [UInt8] {
        let formation = InverseFunctionalIdentifier.mbox("mailto:formation@metropole.example.fr")
        return AttendanceStatement.voiding(target, as: id, by: formation, at: at)
    }
}

extension DemoAttempt.Said {
    fileprivate var result: [UInt8] {
        var writer = JSONWriter()
        writer.object { result in
            if let completion { result.member("completion", completion) }
            if let success { result.member("success", success) }
            if let score {
                result.member("score") { members in members.object { $0.member("scaled", Double(score) / 100) } }
            }
            if let minutes { result.member("duration", ISODuration.text(of: minutes * 60_000_000)) }
            if let progress {
                result.member("extensions") { members in
                    members.object { $0.member(CMI5IRI.progress, Int64(progress)) }
                }
            }
        }
        return writer.bytes
    }
}

extension Chance {
    /// Version 4, though not by accident.
    mutating func id() -> UUID {
        let halves = [next(), next()].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (8 * $0)) } }
        var bytes = halves
        bytes[6] = (bytes[6] & 0x0F) | 0x40
        bytes[8] = (bytes[8] & 0x3F) | 0x80
        return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
