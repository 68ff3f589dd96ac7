/// What a place of a statement wants, in words.
enum Expectation {
    case string, number, boolean, object, array, objectOrArray
    case oneOf([String])
    case property(String)
    case limit(Int)
    case nothingSpecial

    var words: LocalizedText {
        switch self {
        case .string: LocalizedText(french: "un texte entre guillemets", english: "a string")
        case .number: LocalizedText(french: "un nombre, sans guillemets", english: "a number, without quotes")
        case .boolean: LocalizedText(french: "true ou false, sans guillemets", english: "true or false, without quotes")
        case .object: LocalizedText(french: "un objet { … }", english: "an object { … }")
        case .array: LocalizedText(french: "une liste [ … ]", english: "an array [ … ]")
        case .objectOrArray:
            LocalizedText(french: "un objet { … } ou une liste [ … ]", english: "an object or an array")
        case .oneOf(let values):
            LocalizedText(french: Self.list(values, "ou"), english: Self.list(values, "or"))
        case .property(let name): LocalizedText(french: "« \(name) »", english: "“\(name)”")
        case .limit(let count): LocalizedText(french: String(count), english: String(count))
        case .nothingSpecial: LocalizedText(french: "une valeur", english: "a value")
        }
    }

    private static func list(_ values: [String], _ conjunction: String) -> String {
        let quoted = values.map { "\"\($0)\"" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
        return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
