import ExactJSON
import Foundation
import Persistence
import XAPI

/// Somebody's presence as a statement: at one half-day, whose length is time spent; or at the whole session, which is about the
/// course itself, and is what a rule looks at.
struct AttendanceStatement {
    let session: TrainingSession
    let row: AttendanceRow
    let actor: InverseFunctionalIdentifier

    /// The same for the same mark, so that what was cut short can be sent again.
    static func id(_ session: TrainingSession, _ key: AttendanceKey, revision: Int64, isVoid: Bool = false) -> UUID {
        let name = "\(session.id.canonical) \(key.person) \(key.halfDay) \(revision) \(isVoid ? "void" : "")"
        return UUID(digestOf: name.utf8)
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { statement in
            statement.member("id", row.statement?.canonical)
            statement.member("actor") { $0.json(actor.agentJSON) }
            statement.member("verb") { verb in
                verb.object { members in
                    members.member("id", VerbIRI.attended)
                    members.member("display") { display in display.object { $0.member("en", "attended") } }
                }
            }
            statement.member("object") { $0.json(object) }
            if let half {
                statement.member("result") { result in
                    result.object {
                        $0.member("duration", ISODuration.text(of: half.endsAt - half.startsAt))
                    }
                }
            }
            statement.member("context") { $0.json(context) }
            statement.member("timestamp", Instant(microseconds: (half ?? session.halfDays.last)?.endsAt ?? 0).rfc3339)
        }
        return writer.bytes
    }

    /// Nil for the session as a whole.
    private var half: TrainingSession.HalfDay? {
        session.halfDays.indices.contains(row.halfDay - 1) ? session.halfDays[row.halfDay - 1] : nil
    }

    private var object: [UInt8] {
        var writer = JSONWriter()
        writer.object { activity in
            activity.member("objectType", "Activity")
            activity.member("id", half == nil ? session.course : session.activity(ofHalfDay: row.halfDay))
            guard half != nil else { return }
            activity.member("definition") { definition in
                definition.object { members in
                    members.member("name") { name in
                        name.object { $0.member("fr", "\(session.title), demi-journée \(row.halfDay)") }
                    }
                    members.member("type", "http://adlnet.gov/expapi/activities/meeting")
                }
            }
        }
        return writer.bytes
    }

    private var context: [UInt8] {
        var writer = JSONWriter()
        writer.object { context in
            context.member("platform", "Relevé")
            guard half != nil else { return }
            context.member("contextActivities") { activities in
                activities.object { members in
                    members.member("parent") { parent in
                        parent.array { list in list.object { $0.member("id", session.course) } }
                    }
                }
            }
        }
        return writer.bytes
    }

    /// Takes a presence back.
    static func voiding(
        _ statement: UUID, as id: UUID, by authority: InverseFunctionalIdentifier, at: Int64
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { members in
            members.member("id", id.canonical)
            members.member("actor") { $0.json(authority.agentJSON) }
            members.member("verb") { verb in verb.object { $0.member("id", VerbIRI.voided) } }
            members.member("object") { object in
                object.object { reference in
                    reference.member("objectType", "StatementRef")
                    reference.member("id", statement.canonical)
                }
            }
            members.member("timestamp", Instant(microseconds: at).rfc3339)
        }
        return writer.bytes
    }
}
