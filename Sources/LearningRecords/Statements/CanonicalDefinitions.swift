import Persistence

/// Definitions of Activities as JSON, by IRI.
package typealias CanonicalDefinitions = [String: [UInt8]]

extension Transaction {
    /// The canonical definitions of the Activities in statements.
    func definitions(in statements: [StoredStatement]) throws -> CanonicalDefinitions {
        let terms = try Set(statements.flatMap { try $0.activities }.map(Term.activity))
        let numbers = try numbers(of: terms)
        let definitions = try canonicalDefinitions(of: Set(numbers.values))
        return numbers.reduce(into: [:]) { found, term in found[term.key.text] = definitions[term.value] }
    }
}
