import XAPI

extension TableFinding.Code {
    /// Those of a table of what people did elsewhere.
    package static let ofHistory: [Self] = [
        .encodingFallback, .noHistoryHeader, .columnTwice, .unknownColumn, .tooManyLines, .brokenQuotes, .tooManyCells,
        .lineTooLong, .unknownCharacter, .valueTooLong, .invalidMail, .invalidAccount, .identifierShared,
        .learnerMissing, .unknownPerson, .unknownLearner, .courseMissing, .unknownCourse, .severalCourses,
        .dateMissing, .invalidDate, .dateInFuture, .invalidOutcome, .invalidScore, .invalidDuration, .lineTwice,
        .importedOtherwise,
    ]

    /// Those of a table of people.
    package static let ofPeople = allCases.filter { !ofHistory.contains($0) || shared.contains($0) }

    private static let shared: [Self] = [
        .encodingFallback, .columnTwice, .unknownColumn, .tooManyLines, .brokenQuotes, .tooManyCells, .lineTooLong,
        .unknownCharacter, .valueTooLong, .invalidDate, .invalidMail, .invalidAccount, .identifierShared,
    ]

    var historyTemplate: LocalizedText {
        switch self {
        case .noHistoryHeader:
            LocalizedText(
                french: "La première ligne doit nommer les colonnes, dont « cours » et « date ».",
                english: "The first line must name the columns, with “course” and “date” among them."
            )
        case .learnerMissing:
            LocalizedText(
                french: "La ligne ne dit pas de qui elle parle : il faut un matricule, une adresse ou un compte.",
                english: "The line does not say whom it is about: it needs a matricule, a mail address or an account."
            )
        case .unknownPerson:
            LocalizedText(
                french: "Personne n’a le matricule « {} ».", english: "Nobody has the matricule “{}”."
            )
        case .unknownLearner:
            LocalizedText(
                french: "Personne n’est connu sous « {} » ; la ligne est gardée, parmi les apprenants inconnus.",
                english: "Nobody is known as “{}”; the line is kept, among the unknown learners."
            )
        default: historyCourseTemplate
        }
    }

    private var historyCourseTemplate: LocalizedText {
        switch self {
        case .courseMissing:
            LocalizedText(french: "La ligne ne nomme aucun cours.", english: "The line names no course.")
        case .unknownCourse:
            LocalizedText(
                french: "Aucun cours n’est connu sous « {} » ; avec un titre, il sera créé.",
                english: "No course is known as “{}”; with a title, it will be made."
            )
        case .severalCourses:
            LocalizedText(
                french: "Plusieurs cours s’appellent « {} » ; donnez l’identifiant.",
                english: "Several courses are called “{}”; give the identifier."
            )
        case .dateMissing:
            LocalizedText(french: "La ligne n’a pas de date.", english: "The line has no date.")
        case .dateInFuture:
            LocalizedText(french: "« {} » est une date à venir.", english: "“{}” is a date to come.")
        default: historyResultTemplate
        }
    }

    private var historyResultTemplate: LocalizedText {
        switch self {
        case .invalidOutcome:
            LocalizedText(
                french: "« {} » n’est pas un résultat (terminé, réussi, échoué ou présent).",
                english: "“{}” is not an outcome (completed, passed, failed or attended)."
            )
        case .invalidScore:
            LocalizedText(
                french: "« {} » n’est pas une note (17/20 ou 85 %).", english: "“{}” is not a score (17/20 or 85 %)."
            )
        case .invalidDuration:
            LocalizedText(
                french: "« {} » n’est pas une durée (1h30, 90 min ou PT1H30M).",
                english: "“{}” is not a length of time (1h30, 90 min or PT1H30M)."
            )
        case .lineTwice:
            LocalizedText(
                french: "La ligne {} dit la même chose ; elle compte une fois.",
                english: "Line {} says the same; it counts once."
            )
        default:
            LocalizedText(
                french: "Une ligne de ce jour a été reprise autrement, et reste. Annulez d’abord sa déclaration {}.",
                english: "A line of this day was taken over otherwise, and stays. Void its statement {} first."
            )
        }
    }
}
