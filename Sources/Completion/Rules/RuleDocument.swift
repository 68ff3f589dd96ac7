package import XAPI

/// A version of a rule: an expression, and which statements and attempts it is held against. Versions never change.
package struct RuleDocument: Equatable, Sendable {
    /// Such as `scorm12.default`.
    package let id: String
    /// From 1.
    package let version: Int
    package let title: LocalizedText
    package let registrations: Registrations
    package let statements: Statements
    /// Months after which a completion lapses; nil where it never does.
    package let validMonths: Int?
    package let expression: Rule

    package init(
        id: String,
        version: Int,
        title: LocalizedText,
        registrations: Registrations = .together,
        statements: Statements = .all,
        validMonths: Int? = nil,
        expression: Rule
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.registrations = registrations
        self.statements = statements
        self.validMonths = validMonths
        self.expression = expression
    }

    /// The same under another number.
    package func numbered(_ version: Int) -> RuleDocument {
        RuleDocument(
            id: id, version: version, title: title, registrations: registrations, statements: statements,
            validMonths: validMonths, expression: expression
        )
    }

    package enum Registrations: String, Sendable, CaseIterable {
        /// The facts of all registrations, and of none, taken together.
        case together
        /// One registration has to meet the rule by itself; statements without one do not count.
        case each
    }

    package enum Statements: String, Sendable, CaseIterable {
        case all
        /// Only statements defined by cmi5 prove anything (cmi5 §7.1.3).
        case cmi5
    }
}
