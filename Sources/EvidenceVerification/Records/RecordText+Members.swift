package import ExactJSON
import XAPI

extension RecordText {
    /// A record that the service wrote itself, whose values under some names may have to be hidden, wherever they stand.
    package init(_ kind: RecordKind, writtenAs json: [UInt8]) throws(JSONError) {
        var spans: [Range<Int>] = []
        if let hidden = Self.hidden[kind] {
            try JSONDocument(reading: json).root.collect(valuesNamed: hidden, into: &spans)
        }
        self.init(kind, json, spans: spans)
    }

    /// Who a person's identifiers name, and what was or is said of them.
    fileprivate static let hidden: [RecordKind: Set<String>] = [
        .personEvent: ["identifier", "before", "after"], .erasure: ["reason", "requested_by"],
        .reads: ["person", "actor", "purpose"],
    ]
}

extension RecordKind {
    /// Where a text of this kind has, or may have had, something that can be hidden.
    func hideable(in json: [UInt8]) -> [Range<Int>] {
        guard let root = try? JSONDocument(reading: json).root else { return [] }
        switch self {
        case .statement:
            guard let raw = root[key: "statement"], let authority = root[key: "authority"] else { return [] }
            return [authority.range] + StatementSpan.hideable(in: raw)
        case .personEvent, .package, .ruleInForce, .sourceTrust, .erasure, .period, .retention, .reads:
            var places: [Range<Int>] = []
            root.collect(valuesNamed: RecordText.hidden[self] ?? [], includingNulls: true, into: &places)
            return places
        }
    }
}

extension JSONValue {
    fileprivate func collect(
        valuesNamed names: Set<String>, includingNulls: Bool = false, into spans: inout [Range<Int>]
    ) {
        for (name, value) in members {
            if !names.contains(name) {
                value.collect(valuesNamed: names, includingNulls: includingNulls, into: &spans)
            } else if includingNulls || !value.isNull {
                spans.append(value.range)
            }
        }
        for element in elements { element.collect(valuesNamed: names, includingNulls: includingNulls, into: &spans) }
    }
}
