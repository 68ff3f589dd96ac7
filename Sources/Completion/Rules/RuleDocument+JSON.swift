import ExactJSON
import XAPI

extension RuleDocument {
    /// The document as JSON, which `init(reading:)` reads back; the same document always gives the same bytes.
    package var json: [UInt8] {
        var members = [
            #""id":\#(quoted(id))"#, #""version":\#(version)"#,
            #""title":{"fr":\#(quoted(title.french)),"en":\#(quoted(title.english))}"#,
            #""registrations":"\#(registrations.rawValue)""#, #""statements":"\#(statements.rawValue)""#,
        ]
        if let validity { members.append(#""validity":"\#(validity)""#) }
        members.append(#""complete":\#(expression.json)"#)
        return Array("{\(members.joined(separator: ","))}".utf8)
    }
}

extension RuleDocument {
    /// For how long a completion is good: `P3Y`, `P1Y6M`; nil where it never lapses.
    package var validity: String? {
        validMonths.map { months in
            "P" + (months >= 12 ? "\(months / 12)Y" : "") + (months % 12 > 0 ? "\(months % 12)M" : "")
        }
    }
}

extension Rule {
    /// Whether it says what decisions are worth.
    var asksForDecision: Bool {
        switch self {
        case .decision: true
        case .all(let rules), .any(let rules), .atLeast(_, let rules): rules.contains(where: \.asksForDecision)
        case .not(let rule), .every(_, let rule), .activity(_, let rule): rule.asksForDecision
        default: false
        }
    }

    /// Identifiers of the items that it names.
    package var identifiers: Set<String> {
        switch self {
        case .all(let rules), .any(let rules), .atLeast(_, let rules):
            rules.reduce(into: []) { $0.formUnion($1.identifiers) }
        case .not(let rule), .every(_, let rule): rule.identifiers
        case .activity(let identifier, let rule): rule.identifiers.union([identifier])
        default: []
        }
    }

    /// Whether it asks for statements by their verb, of which facts keep nothing.
    package var asksForStatements: Bool {
        switch self {
        case .statement: true
        case .all(let rules), .any(let rules), .atLeast(_, let rules): rules.contains(where: \.asksForStatements)
        case .not(let rule), .every(_, let rule), .activity(_, let rule): rule.asksForStatements
        default: false
        }
    }

    fileprivate var json: String {
        switch self {
        case .all(let rules): #"{"all":\#(list(rules))}"#
        case .any(let rules): #"{"any":\#(list(rules))}"#
        case .atLeast(let count, let rules): #"{"atLeast":\#(count),"of":\#(list(rules))}"#
        case .not(let rule): #"{"not":\#(rule.json)}"#
        case .every(let selection, let rule): #"{"every":"\#(selection.rawValue)","is":\#(rule.json)}"#
        case .activity(let identifier, let rule): #"{"activity":\#(quoted(identifier)),"is":\#(rule.json)}"#
        case .kind(let kinds): #"{"kind":[\#(kinds.map { #""\#($0.rawValue)""# }.joined(separator: ","))]}"#
        case .passed(let pass): #"{"passed":"\#(pass.rawValue)"}"#
        case .scoreAtLeast(let fraction): #"{"scoreAtLeast":\#(fraction)}"#
        case .progressAtLeast(let fraction): #"{"progressAtLeast":\#(fraction)}"#
        case .timeAtLeast(let seconds): #"{"timeAtLeast":\#(seconds)}"#
        case .statement(let pattern): #"{"statement":\#(pattern.json)}"#
        case .completed, .opened, .attended, .waived, .decision, .concluded, .moveOn: #"{"\#(self)":true}"#
        }
    }

    private func list(_ rules: [Rule]) -> String { "[\(rules.map(\.json).joined(separator: ","))]" }
}

extension StatementPattern {
    fileprivate var json: String {
        var result: [String] = []
        if let completion { result.append(#""completion":\#(completion)"#) }
        if let success { result.append(#""success":\#(success)"#) }
        if let leastScore { result.append(#""scoreAtLeast":\#(leastScore)"#) }
        let rest = result.isEmpty ? "" : #","result":{\#(result.joined(separator: ","))}"#
        return #"{"verb":\#(quoted(verb))\#(rest)}"#
    }
}

private func quoted(_ text: String) -> String { String(decoding: JSONText.string(text), as: UTF8.self) }
