import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// What a GET of statements answers, before its form is chosen.
struct StatementAnswer: Sendable {
    let json: [UInt8]
    let statements: [StoredStatement]

    init(_ statement: StoredStatement, in form: StatementForm) throws {
        json = try statement.bytes(in: form)
        statements = [statement]
    }

    /// A StatementResult (Communication 2.1.3); `more` is empty on the last page.
    init(_ page: FindStatements.Page, in form: StatementForm, more: String?) throws {
        var json = Array(#"{"statements":["#.utf8)
        json.reserveCapacity(page.statements.reduce(1_024) { $0 + $1.size })
        for (place, statement) in page.statements.enumerated() {
            if place > 0 { json.append(UInt8(ascii: ",")) }
            try statement.append(in: form, to: &json)
        }
        json += Array(#"],"more":"#.utf8) + JSONText.string(more ?? "") + [UInt8(ascii: "}")]
        self.json = json
        statements = page.statements
    }

    var lastModified: String? { statements.map(\.stored).max()?.httpDate }
}

extension Response {
    /// The statements alone.
    static func statements(_ answer: StatementAnswer) -> Response {
        var response = Response.json(answer.json)
        response.headers[.lastModified] = answer.lastModified
        return response
    }

    /// The statements with what came with them.
    static func statements(_ answer: StatementAnswer, in mixed: MixedAnswer) -> Response {
        var response = Response(status: .ok, headers: [.contentType: mixed.contentType], body: mixed.body)
        response.headers[.lastModified] = answer.lastModified
        return response
    }
}

extension Instant {
    /// As HTTP writes times (RFC 9110 section 5.6.7).
    var httpDate: String {
        let text = rfc3339.utf8
        func part(_ start: Int, _ count: Int) -> Substring { Substring(text.dropFirst(start).prefix(count)) }
        let month = Int(part(5, 2)).flatMap { Self.months.indices.contains($0 - 1) ? Self.months[$0 - 1] : nil }
        let day = microseconds / 86_400_000_000
        let weekday = Self.weekdays[Int(((day % 7) + 11) % 7)]
        return "\(weekday), \(part(8, 2)) \(month ?? "Jan") \(part(0, 4)) \(part(11, 8)) GMT"
    }

    /// From the first of January 1970, a Thursday, on.
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
