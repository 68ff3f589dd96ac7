package import XAPI

/// What is odd in a table that comes in. A line with an `error` is left out, and the others go in (`docs/people.md`,
/// `docs/history.md`).
package struct TableFinding: Equatable, Sendable {
    package enum Severity: String, Sendable { case error, warning, info }

    package enum Code: String, CaseIterable, Sendable {
        case encodingFallback = "encoding-fallback"
        case noHeader = "no-header"
        case columnTwice = "column-twice"
        case unknownColumn = "unknown-column"
        case restrictedColumn = "restricted-column"
        case tooManyLines = "too-many-lines"
        case brokenQuotes = "broken-quotes"
        case tooManyCells = "too-many-cells"
        case lineTooLong = "line-too-long"
        case unknownCharacter = "unknown-character"
        case nameMissing = "name-missing"
        case valueTooLong = "value-too-long"
        case invalidDate = "invalid-date"
        case endsBeforeItBegins = "ends-before-it-begins"
        case invalidCategory = "invalid-category"
        case invalidMail = "invalid-mail"
        case invalidAccount = "invalid-account"
        case personTwice = "person-twice"
        case ambiguousName = "ambiguous-name"
        case identifierTaken = "identifier-taken"
        case identifierShared = "identifier-shared"
        case tooManyIdentifiers = "too-many-identifiers"
        case mergedPerson = "merged-person"
        case noHistoryHeader = "no-history-header"
        case learnerMissing = "learner-missing"
        case unknownPerson = "unknown-person"
        case unknownLearner = "unknown-learner"
        case courseMissing = "course-missing"
        case unknownCourse = "unknown-course"
        case severalCourses = "several-courses"
        case dateMissing = "date-missing"
        case dateInFuture = "date-in-future"
        case invalidOutcome = "invalid-outcome"
        case invalidScore = "invalid-score"
        case invalidDuration = "invalid-duration"
        case lineTwice = "line-twice"
        case importedOtherwise = "imported-otherwise"
    }

    package let code: Code
    /// From 1, the header's.
    package let line: Int
    /// What the line says there.
    package let value: String

    init(_ code: Code, line: Int, _ value: String = "") {
        self.code = code
        self.line = line
        self.value = value
    }

    package var message: LocalizedText {
        let template = code.template
        return LocalizedText(
            french: template.french.replacing("{}", with: value), english: template.english.replacing("{}", with: value)
        )
    }
}
