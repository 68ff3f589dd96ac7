package import ExactJSON
import XAPI

extension RuleDocument {
    private static let names = ["id", "version", "title", "registrations", "statements", "validity", "complete"]

    /// Bytes of a document, with all that it refers to put in.
    package static let largest = 64 << 10

    /// Reads a rule document:
    /// `{"id": "…", "version": 1, "title": {"fr": "…", "en": "…"}, "registrations": "each", "statements": "cmi5",
    /// "validity": "P2Y", "complete": …}`, of which `registrations`, `statements` and `validity` may be absent.
    ///
    /// A rule that it refers to, `{"rule": "…"}`, is put in as it is now: a version never changes.
    ///
    /// - Parameter known: the newest version of a rule.
    /// - Throws: where a member is unknown, missing or out of its range, or refers to nothing or to itself.
    package init(
        reading json: JSONValue, knowing known: @escaping (_ id: String) -> RuleDocument? = { _ in nil }
    ) throws(InvalidRule) {
        let document = RuleReader(json: json, pointer: JSONPointer())
        let id = try document.required("id").text()
        let version = Int(try document.required("version").integer(1...1_000_000))
        try self.init(reading: json, as: id, version: version, knowing: known)
    }

    /// Ids of the rules that a document refers to, as far as it can be read at all.
    package static func references(in json: JSONValue) -> Set<String> {
        let here = json.kind == .object ? json[key: "rule"]?.string : nil
        let within = json.members.map(\.value) + Array(json.elements)
        return within.reduce(into: Set([here].compactMap { $0 })) { $0.formUnion(references(in: $1)) }
    }

    /// The same, where the place of the document says its id, and its version is the next one.
    package init(
        reading json: JSONValue, as id: String, version: Int,
        knowing known: @escaping (_ id: String) -> RuleDocument?
    ) throws(InvalidRule) {
        var document = RuleReader(json: json, pointer: JSONPointer())
        try document.requireObject(of: Self.names)
        let title = try document.required("title")
        try title.requireObject(of: ["fr", "en"])
        let registrations = try document.optional("registrations")?.choice(Registrations.self) ?? .together
        let statements = try document.optional("statements")?.choice(Statements.self) ?? .all
        document.frame = .init(id: id, registrations: registrations, statements: statements, known: known)
        self.init(
            id: id,
            version: version,
            title: LocalizedText(
                french: try title.required("fr").text(),
                english: try title.required("en").text()
            ),
            registrations: registrations,
            statements: statements,
            validMonths: try document.optional("validity")?.months(),
            expression: try document.required("complete").rule()
        )
        // What it refers to is in it now, and it will be read again.
        let written = self.json
        guard written.count <= Self.largest, (try? JSONDocument(reading: written)) != nil else {
            throw document.refusal(
                "Cette règle est trop longue ou trop profonde.", "This rule is too long or too deep."
            )
        }
    }
}

extension RuleReader {
    private static let operators = [
        "all", "any", "atLeast", "not", "every", "activity", "kind", "completed", "passed", "opened", "attended",
        "waived", "decision", "concluded", "moveOn", "scoreAtLeast", "progressAtLeast", "timeAtLeast", "statement",
        "rule",
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
        case "statement": return .statement(try operand.pattern())
        case "rule": return try operand.referredRule()
        default:
            try operand.requireTrue()
            return Self.claims[name] ?? .completed
        }
    }

    /// `{"verb": "…", "result": {"success": true, "completion": true, "scoreAtLeast": 0.8}}`
    private func pattern() throws(InvalidRule) -> StatementPattern {
        try requireObject(of: ["verb", "result"])
        let place = try required("verb")
        let verb = try place.text()
        guard verb.contains(":"), !verb.contains(" ") else {
            throw place.refusal("L’IRI d’un verbe est attendue.", "The IRI of a verb is wanted.")
        }
        let result = optional("result")
        try result?.requireObject(of: ["success", "completion", "scoreAtLeast"])
        return StatementPattern(
            verb: verb, success: try result?.optional("success")?.boolean(),
            completion: try result?.optional("completion")?.boolean(),
            leastScore: try result?.optional("scoreAtLeast")?.fraction()
        )
    }

    /// What another rule says; it must look at the same statements in the same way, or it would say something else here.
    private func referredRule() throws(InvalidRule) -> Rule {
        let id = try text()
        guard id != frame.id else {
            throw refusal("Une règle ne peut pas renvoyer à elle-même.", "A rule cannot refer to itself.")
        }
        guard let document = frame.known(id) else {
            throw refusal("Aucune règle ne s’appelle « \(id) ».", "No rule is called “\(id)”.")
        }
        guard document.registrations == frame.registrations, document.statements == frame.statements else {
            throw refusal(
                "« \(id) » regarde d’autres inscriptions ou d’autres déclarations que cette règle.",
                "“\(id)” looks at other registrations or other statements than this rule."
            )
        }
        return document.expression
    }

    private static let claims: [String: Rule] = [
        "completed": .completed, "opened": .opened, "attended": .attended, "waived": .waived, "decision": .decision,
        "concluded": .concluded, "moveOn": .moveOn,
    ]

    private func rules() throws(InvalidRule) -> [Rule] {
        var rules: [Rule] = []
        for element in try elements() { rules.append(try element.rule()) }
        return rules
    }
}
