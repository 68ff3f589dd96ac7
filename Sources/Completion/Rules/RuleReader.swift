import ExactJSON
import XAPI

/// A place in a rule document, with typed looks that refuse what is something else.
struct RuleReader {
    let json: JSONValue
    let pointer: JSONPointer
    /// The document that is being read, as far as what it refers to must fit it.
    var frame = Frame()

    struct Frame {
        var id = ""
        var registrations = RuleDocument.Registrations.together
        var statements = RuleDocument.Statements.all
        /// The newest version of a rule; nil where there is none.
        var known: (_ id: String) -> RuleDocument? = { _ in nil }
    }

    private func at(_ pointer: JSONPointer, _ json: JSONValue) -> RuleReader {
        RuleReader(json: json, pointer: pointer, frame: frame)
    }

    func refusal(_ french: String, _ english: String) -> InvalidRule {
        InvalidRule(pointer, french: french, english: english)
    }

    /// An object whose members all have one of these names.
    func requireObject(of names: [String]) throws(InvalidRule) {
        guard case .object = json.kind else { throw refusal("Un objet est attendu ici.", "An object is wanted here.") }
        for (name, value) in json.members where !names.contains(name) {
            let place = at(pointer.appending(name), value)
            throw place.refusal("Les règles ne connaissent pas « \(name) ».", "Rules do not know “\(name)”.")
        }
    }

    func optional(_ name: String) -> RuleReader? {
        json[key: name].map { at(pointer.appending(name), $0) }
    }

    func required(_ name: String) throws(InvalidRule) -> RuleReader {
        guard let found = optional(name) else {
            throw refusal("Il manque « \(name) ».", "“\(name)” is missing.")
        }
        return found
    }

    func elements() throws(InvalidRule) -> [RuleReader] {
        guard case .array = json.kind, json.count > 0 else {
            throw refusal("Une liste non vide est attendue ici.", "A list that is not empty is wanted here.")
        }
        return json.elements.enumerated().map { at(pointer.appending($0), $1) }
    }

    func text() throws(InvalidRule) -> String {
        guard let text = json.string, !text.isEmpty, text.utf8.count <= 500 else {
            throw refusal("Un texte de 1 à 500 octets est attendu ici.", "A text of 1 to 500 bytes is wanted here.")
        }
        return text
    }

    func integer(_ range: ClosedRange<Int64>) throws(InvalidRule) -> Int64 {
        guard let number = json.integer, range.contains(number) else {
            let (least, most) = (range.lowerBound, range.upperBound)
            throw refusal(
                "Un nombre entier de \(least) à \(most) est attendu ici.",
                "A whole number from \(least) to \(most) is wanted here."
            )
        }
        return number
    }

    func fraction() throws(InvalidRule) -> Double {
        guard let number = json.double, (0...1).contains(number) else {
            throw refusal("Un nombre de 0 à 1 est attendu ici.", "A number from 0 to 1 is wanted here.")
        }
        return number
    }

    /// Years and months of ISO 8601, as months: `P3Y`, `P18M`, `P1Y6M`.
    func months() throws(InvalidRule) -> Int {
        let match = json.string?.wholeMatch(of: /P(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?/)
        let years = match?.1.flatMap { Int($0) } ?? 0
        let months = years * 12 + (match?.2.flatMap { Int($0) } ?? 0)
        guard (1...1200).contains(months) else {
            throw refusal(
                "Une durée d’un mois à cent ans est attendue ici, comme P3Y ou P18M.",
                "A length from a month to a hundred years is wanted here, such as P3Y or P18M."
            )
        }
        return months
    }

    func boolean() throws(InvalidRule) -> Bool {
        guard let value = json.bool else {
            throw refusal("true ou false est attendu ici.", "true or false is wanted here.")
        }
        return value
    }

    func requireTrue() throws(InvalidRule) {
        guard json.bool == true else {
            throw refusal("Seul « true » est possible ici.", "Only “true” is possible here.")
        }
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) throws(InvalidRule) -> Choice where Choice.RawValue == String {
        guard let choice = json.string.flatMap(Choice.init(rawValue:)) else {
            let names = type.allCases.map(\.rawValue).joined(separator: ", ")
            throw refusal("Valeurs possibles ici : \(names).", "Possible here: \(names).")
        }
        return choice
    }
}
