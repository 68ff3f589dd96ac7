package import ExactJSON
import XAPI

extension RuleDocument {
    private static let names = ["id", "version", "title", "registrations", "statements", "validMonths", "complete"]

    /// Reads a rule document:
    /// `{"id": "…", "version": 1, "title": {"fr": "…", "en": "…"}, "registrations": "each", "statements": "cmi5",
    /// "validMonths": 24, "complete": …}`, of which `registrations`, `statements` and `validMonths` may be absent.
    ///
    /// - Throws: where a member is unknown, missing or out of its range.
    package init(reading json: JSONValue) throws(InvalidRule) {
        let document = RuleReader(json: json, pointer: JSONPointer())
        try document.requireObject(of: Self.names)
        let title = try document.required("title")
        try title.requireObject(of: ["fr", "en"])
        self.init(
            id: try document.required("id").text(),
            version: Int(try document.required("version").integer(1...1_000_000)),
            title: LocalizedText(
                french: try title.required("fr").text(),
                english: try title.required("en").text()
            ),
            registrations: try document.optional("registrations")?.choice(Registrations.self) ?? .together,
            statements: try document.optional("statements")?.choice(Statements.self) ?? .all,
            validMonths: try document.optional("validMonths")?.integer(1...1200).asMonths,
            expression: try document.required("complete").rule()
        )
    }
}

extension Int64 {
    fileprivate var asMonths: Int { Int(self) }
}

extension RuleReader {
    private static let operators = [
        "all", "any", "atLeast", "not", "every", "activity", "kind", "completed", "passed", "opened", "attended",
        "waived", "concluded", "moveOn", "scoreAtLeast", "progressAtLeast", "timeAtLeast",
    ]

    /// An object with one operator, and `of` or `is` beside those that take it.
    func rule() throws(InvalidRule) -> Rule {
        try requireObject(of: Self.operators + ["of", "is"])
        let found = Self.operators.compactMap { name in optional(name).map { (name: name, operand: $0) } }
        guard let (name, operand) = found.first, found.count == 1 else {
            throw refusal("Une règle a un opérateur et un seul.", "A rule has exactly one operator.")
        }
        let companion = name == "atLeast" ? "of" : name == "every" || name == "activity" ? "is" : nil
        try requireObject(of: [name] + [companion].compactMap { $0 })
        return try rule(name, operand)
    }

    private func rule(_ name: String, _ operand: RuleReader) throws(InvalidRule) -> Rule {
        switch name {
        case "all": return .all(try operand.rules())
        case "any": return .any(try operand.rules())
        case "atLeast":
            let rules = try required("of").rules()
            return .atLeast(Int(try operand.integer(1...Int64(rules.count))), rules)
        case "not": return .not(try operand.rule())
        case "every": return .every(try operand.choice(Rule.Selection.self), try required("is").rule())
        case "activity": return .activity(try operand.text(), try required("is").rule())
        case "kind":
            var kinds: [CourseOutline.Item.Kind] = []
            for element in try operand.elements() { kinds.append(try element.choice(CourseOutline.Item.Kind.self)) }
            return .kind(kinds)
        case "passed": return .passed(try operand.choice(Rule.Pass.self))
        case "scoreAtLeast": return .scoreAtLeast(try operand.fraction())
        case "progressAtLeast": return .progressAtLeast(try operand.fraction())
        case "timeAtLeast": return .timeAtLeast(seconds: try operand.integer(1...100_000_000))
        default:
            try operand.requireTrue()
            return Self.claims[name] ?? .completed
        }
    }

    private static let claims: [String: Rule] = [
        "completed": .completed, "opened": .opened, "attended": .attended, "waived": .waived,
        "concluded": .concluded, "moveOn": .moveOn,
    ]

    private func rules() throws(InvalidRule) -> [Rule] {
        var rules: [Rule] = []
        for element in try elements() { rules.append(try element.rule()) }
        return rules
    }
}
