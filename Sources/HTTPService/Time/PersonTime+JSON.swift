import ExactJSON
import LearningRecords
import XAPI

extension FindPersonTime.Report {
    var json: JSONObject {
        var object = JSONObject()
        object.set("person", json: person.summaryJSON(on: Day(containing: asOf.microseconds)))
        object.set("total", json: total.json(findings: findings))
        object.set(
            "by_course",
            json: lines(byCourse) { object, course in object.set("course", json: course?.reference ?? JSONLiteral.null)
            }
        )
        object.set("by_month", json: lines(byMonth) { object, month in object.set("month", month.text) })
        for name in byAttribute.keys.sorted() {
            object.set(
                "by_\(name.rawValue)",
                json: lines(byAttribute[name] ?? []) { object, value in object.set(name.rawValue, value) }
            )
        }
        object.set("sessions", json: JSONLiteral.array(sessions.map(\.json)))
        object.set("more_sessions", hasMoreSessions)
        object.set("as_of", asOf.rfc3339)
        return object
    }

    private func lines<Key>(
        _ lines: [(Key, TimeTotals)], key: (inout JSONObject, Key) -> Void
    ) -> [UInt8] {
        JSONLiteral.array(
            lines.map { line in
                var object = JSONObject()
                key(&object, line.0)
                line.1.add(to: &object)
                return object.json
            }
        )
    }

    /// A table of sessions, newest first.
    var rows: [[String]] {
        [["ended_at", "course_id", "course_title", "counted", "declared", "statement"]]
            + sessions.map { session in
                [
                    Instant(microseconds: session.end).rfc3339, session.course?.id ?? "", session.course?.title ?? "",
                    ISODuration.text(of: session.counted), ISODuration.text(of: session.declared),
                    session.statement.canonical,
                ]
            }
    }
}

extension FindPersonTime.Session {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("ended_at", Instant(microseconds: end).rfc3339)
        object.set("course", json: course?.reference ?? JSONLiteral.null)
        object.set("counted", ISODuration.text(of: counted))
        object.set("declared", ISODuration.text(of: declared))
        object.set("statement", statement.canonical)
        return object.json
    }
}
