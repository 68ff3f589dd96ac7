package import XAPI

extension TableFinding.Code {
    package var severity: TableFinding.Severity {
        switch self {
        case .encodingFallback: .info
        case .unknownColumn, .restrictedColumn, .unknownLearner, .lineTwice: .warning
        default: .error
        }
    }

    /// `{}` stands for what the line says.
    package var template: LocalizedText {
        switch self {
        case .encodingFallback:
            LocalizedText(
                french: "Le fichier n’est pas en UTF-8 ; il a été lu en Windows-1252.",
                english: "The file is not UTF-8; it was read as Windows-1252."
            )
        case .noHeader:
            LocalizedText(
                french: "La première ligne doit nommer les colonnes, dont « nom » ou « matricule ».",
                english: "The first line must name the columns, with “family_name” or “matricule” among them."
            )
        case .columnTwice:
            LocalizedText(
                french: "La colonne « {} » est donnée deux fois.", english: "The column “{}” is given twice."
            )
        case .unknownColumn:
            LocalizedText(
                french: "La colonne « {} » n’est pas connue ; elle n’est pas lue.",
                english: "The column “{}” is not known; it is not read."
            )
        case .restrictedColumn:
            LocalizedText(
                french: "La clé n’a pas le droit d’écrire la colonne « {} » ; elle n’est pas lue.",
                english: "The key may not write the column “{}”; it is not read."
            )
        case .tooManyLines:
            LocalizedText(
                french: "Le fichier a plus de {} lignes ; rien n’est lu.",
                english: "The file has more than {} lines; nothing is read."
            )
        default: rowTemplate
        }
    }

    /// Of a row that cannot be cut into cells.
    private var rowTemplate: LocalizedText {
        switch self {
        case .brokenQuotes:
            LocalizedText(
                french: "Un guillemet n’est pas à sa place, ou n’est pas fermé.",
                english: "A quotation mark stands where none may, or is not closed."
            )
        case .tooManyCells:
            LocalizedText(
                french: "La ligne a plus de cases que la première ({}).",
                english: "The line has more cells than the first one ({})."
            )
        case .lineTooLong:
            LocalizedText(
                french: "La ligne est trop longue : {} octets au plus.",
                english: "The line is too long: {} bytes at most."
            )
        default: valueTemplate
        }
    }

    private var valueTemplate: LocalizedText {
        switch self {
        case .unknownCharacter:
            LocalizedText(
                french: "La colonne « {} » contient le caractère U+0000.",
                english: "The column “{}” holds the character U+0000."
            )
        case .nameMissing:
            LocalizedText(french: "Cette personne n’a pas de nom.", english: "This person has no name.")
        case .valueTooLong:
            LocalizedText(
                french: "La colonne « {} » est trop longue.", english: "The column “{}” is too long."
            )
        case .invalidDate:
            LocalizedText(
                french: "« {} » n’est pas une date (31/12/2026 ou 2026-12-31).",
                english: "“{}” is not a date (2026-12-31 or 31/12/2026)."
            )
        case .endsBeforeItBegins:
            LocalizedText(
                french: "« {} » finit avant de commencer.", english: "“{}” ends before it begins."
            )
        case .invalidCategory:
            LocalizedText(
                french: "« {} » n’est pas une catégorie (A, B ou C).", english: "“{}” is not a category (A, B or C)."
            )
        default: identityTemplate
        }
    }

    private var identityTemplate: LocalizedText {
        switch self {
        case .invalidMail:
            LocalizedText(
                french: "« {} » n’est pas une adresse électronique.", english: "“{}” is not a mail address."
            )
        case .invalidAccount:
            LocalizedText(
                french: "Un compte a un nom et l’adresse de son site : « {} ».",
                english: "An account has a name and the address of its site: “{}”."
            )
        case .personTwice:
            LocalizedText(
                french: "Cette personne est déjà dans le fichier, plus haut.",
                english: "This person stands in the file already, further up."
            )
        case .ambiguousName:
            LocalizedText(
                french: "Plusieurs personnes sans matricule s’appellent ainsi ; donnez une adresse ou un compte.",
                english: "Several people without matricule are called so; give a mail address or an account."
            )
        default: ownerTemplate
        }
    }

    private var ownerTemplate: LocalizedText {
        switch self {
        case .identifierTaken:
            LocalizedText(
                french: "Une adresse ou un compte de cette ligne est à une autre personne ({}).",
                english: "A mail address or an account of this line belongs to another person ({})."
            )
        case .identifierShared:
            LocalizedText(
                french: "Une adresse ou un compte de cette ligne est partagé et ne compte pour personne.",
                english: "A mail address or an account of this line is shared and counts for nobody."
            )
        case .tooManyIdentifiers:
            LocalizedText(
                french: "Cette personne a trop d’identifiants.", english: "This person has too many identifiers."
            )
        case .mergedPerson:
            LocalizedText(
                french: "Cette personne a été fusionnée avec une autre ({}).",
                english: "This person was merged into another one ({})."
            )
        default: historyTemplate
        }
    }
}
