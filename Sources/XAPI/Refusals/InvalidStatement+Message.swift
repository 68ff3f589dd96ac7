extension InvalidStatement.Code {
    /// The sentence of a refusal, with the property and what was expected put in.
    func message(property: String, expected: Expectation?) -> LocalizedText {
        let template = Self.templates[self] ?? Self.anyOther
        let wanted = (expected ?? .nothingSpecial).words
        return LocalizedText(
            french: Self.fill(template.french, property, wanted.french),
            english: Self.fill(template.english, property, wanted.english),
        )
    }

    private static func fill(_ template: String, _ property: String, _ expected: String) -> String {
        var text = ""
        for character in template {
            switch character {
            case "%": text += property
            case "#": text += expected
            default: text.append(character)
            }
        }
        return text
    }

    private static let anyOther = LocalizedText(
        french: "« % » n’est pas valide.",
        english: "“%” is not valid.",
    )

    /// `%` stands for the property, `#` for what was expected. Every code has an entry; a test reads them all.
    static let templates = wordsForShapes.merging(wordsForFormats) { first, _ in first }
        .merging(wordsForActors) { first, _ in first }.merging(wordsForParts) { first, _ in first }
        .merging(wordsForSignatures) { first, _ in first }

    private static let wordsForShapes: [Self: LocalizedText] = [
        .wrongType: LocalizedText(
            french: "« % » doit être #.",
            english: "“%” must be #.",
        ),
        .nullValue: LocalizedText(
            french:
                "« % » vaut null : donnez # ou retirez cette propriété (null n’est permis que dans « extensions »).",
            english: "“%” is null: give # or leave the property out (null is allowed inside “extensions” only).",
        ),
        .missingProperty: LocalizedText(
            french: "Il manque la propriété # dans « % ».",
            english: "The property # is missing from “%”.",
        ),
        .unknownProperty: LocalizedText(
            french:
                "« % » n’est pas une propriété permise ici ; ce qui s’ajoute va dans « extensions ».",
            english: "“%” is not a property that is allowed here; put additional data into “extensions”.",
        ),
        .wrongCase: LocalizedText(
            french: "« % » doit s’écrire # : les majuscules et minuscules comptent.",
            english: "“%” must be written #: upper and lower case matter.",
        ),
        .notInThisVersion: LocalizedText(
            french:
                "« % » n’existe pas en xAPI 1.0.3 ; envoyez l’en-tête X-Experience-API-Version 2.0.0 pour l’utiliser.",
            english: "“%” does not exist in xAPI 1.0.3; send the header X-Experience-API-Version 2.0.0 to use it.",
        ),
        .duplicateKey: LocalizedText(
            french: "« % » figure plusieurs fois dans le même objet : gardez-en une seule.",
            english: "“%” is given more than once in the same object: keep one of them.",
        ),
        .blank: LocalizedText(
            french: "« % » ne doit pas être vide.",
            english: "“%” must not be blank.",
        ),
        .emptyList: LocalizedText(
            french: "« % » doit contenir au moins un élément, ou être retiré.",
            english: "“%” must hold at least one element, or be left out.",
        ),
        .tooManyAgents: LocalizedText(
            french: "« % » nomme plus de # agents distincts, la limite de ce serveur.",
            english: "“%” names more than # distinct agents, the limit of this server.",
        ),
        .statementTooLarge: LocalizedText(
            french: "« % » dépasse # octets, la limite de ce serveur pour une déclaration.",
            english: "“%” is larger than # bytes, the limit of this server for one statement.",
        ),
    ]

    private static let wordsForFormats: [Self: LocalizedText] = [
        .invalidIRI: LocalizedText(
            french:
                "« % » doit être un IRI complet, avec schéma et sans espace, comme https://exemple.fr/cours/1.",
            english: "“%” must be a complete IRI with its scheme and no spaces, such as https://example.com/course/1.",
        ),
        .invalidURI: LocalizedText(
            french: "« % » doit être un URI complet en caractères ASCII, par exemple https://marie.exemple.fr/.",
            english: "“%” must be a complete URI in ASCII characters, such as https://mary.example.com/.",
        ),
        .invalidUUID: LocalizedText(
            french: "« % » doit être un UUID : 8-4-4-4-12 chiffres hexadécimaux.",
            english: "“%” must be a UUID: 8-4-4-4-12 hexadecimal digits.",
        ),
        .invalidTimestamp: LocalizedText(
            french:
                "« % » doit être une date ISO 8601, comme 2025-03-14T09:30:00.000Z (pas de décalage -00:00).",
            english: "“%” must be an ISO 8601 date such as 2025-03-14T09:30:00.000Z (no offset of -00:00).",
        ),
        .invalidDuration: LocalizedText(
            french:
                "« % » doit être une durée ISO 8601, par exemple PT1H30M ou P4W (les semaines ne se combinent pas).",
            english: "“%” must be an ISO 8601 duration such as PT1H30M or P4W (weeks stand alone).",
        ),
        .invalidLanguageTag: LocalizedText(
            french: "« % » doit être une étiquette de langue RFC 5646, par exemple fr ou en-US.",
            english: "“%” must be an RFC 5646 language tag such as fr or en-US.",
        ),
        .invalidMailbox: LocalizedText(
            french: "« % » doit avoir la forme mailto:nom@domaine, avec une seule adresse.",
            english: "“%” must have the form mailto:name@domain, with one address.",
        ),
        .invalidSHA1: LocalizedText(
            french: "« % » doit compter 40 chiffres hexadécimaux (le SHA-1 d’un IRI mailto).",
            english: "“%” must be 40 hexadecimal digits (the SHA-1 of a mailto IRI).",
        ),
        .invalidSHA2: LocalizedText(
            french: "« % » doit être une empreinte SHA-2 en hexadécimal (64 chiffres pour SHA-256).",
            english: "“%” must be a SHA-2 hash in hexadecimal (64 digits for SHA-256).",
        ),
        .invalidMediaType: LocalizedText(
            french: "« % » doit être un type de média, par exemple application/pdf.",
            english: "“%” must be a media type such as application/pdf.",
        ),
        .invalidLength: LocalizedText(
            french: "« % » doit être un nombre entier d’octets, zéro ou plus.",
            english: "“%” must be a whole number of octets, zero or more.",
        ),
        .unsupportedVersion: LocalizedText(
            french: "« % » doit valoir # ; le mieux est de ne pas l’envoyer.",
            english: "“%” must be #; it is best left out.",
        ),
    ]

    private static let wordsForActors: [Self: LocalizedText] = [
        .invalidObjectType: LocalizedText(
            french: "« % » doit valoir #.",
            english: "“%” must be #.",
        ),
        .missingIdentifier: LocalizedText(
            french: "« % » doit porter un identifiant : mbox, mbox_sha1sum, openid ou account.",
            english: "“%” must carry one identifier: mbox, mbox_sha1sum, openid or account.",
        ),
        .severalIdentifiers: LocalizedText(
            french: "« % » est un identifiant de trop : un agent ou un groupe n’en a qu’un seul.",
            english: "“%” is one identifier too many: an agent or a group has exactly one.",
        ),
        .missingMembers: LocalizedText(
            french: "« % » est un groupe sans identifiant : la liste « member » doit nommer ses agents.",
            english: "“%” is a group without identifier: its “member” list must name its agents.",
        ),
        .agentRequired: LocalizedText(
            french: "« % » doit valoir \"Agent\" : un groupe n’est pas permis ici.",
            english: "“%” must be \"Agent\": a group is not allowed here.",
        ),
        .groupRequired: LocalizedText(
            french: "« % » doit être un groupe, avec \"objectType\": \"Group\".",
            english: "“%” must be a group, with \"objectType\": \"Group\".",
        ),
        .invalidAuthority: LocalizedText(
            french:
                "« % » doit être un agent, ou un groupe anonyme de deux agents dont l’un a un « account ».",
            english:
                "“%” must be an agent, or an anonymous group of two agents of whom one has an “account”.",
        ),
    ]

    private static let wordsForParts: [Self: LocalizedText] = [
        .activityRequired: LocalizedText(
            french: "« % » n’est permis que si l’objet de la déclaration est une activité.",
            english: "“%” is allowed only where the object of the statement is an activity.",
        ),
        .voidingNeedsReference: LocalizedText(
            french: "« % » doit être une référence (\"objectType\": \"StatementRef\") à la déclaration à annuler.",
            english: "“%” must be a reference (\"objectType\": \"StatementRef\") to the statement that is voided.",
        ),
        .nestedSubStatement: LocalizedText(
            french: "« % » ne peut pas être une sous-déclaration : elles ne s’emboîtent pas.",
            english: "“%” cannot be a SubStatement: they do not nest.",
        ),
        .notInSubStatement: LocalizedText(
            french: "« % » n’est pas permis dans une sous-déclaration.",
            english: "“%” is not allowed in a SubStatement.",
        ),
        .invalidInteractionType: LocalizedText(
            french: "« % » doit valoir #.",
            english: "“%” must be #.",
        ),
        .componentsNotSupported: LocalizedText(
            french: "« % » ne convient pas à ce type d’interaction (« interactionType »).",
            english: "“%” does not go with this “interactionType”.",
        ),
        .duplicateComponent: LocalizedText(
            french: "« % » est déjà pris dans cette liste : chaque élément a son propre id.",
            english: "“%” is already taken in this list: each component has an id of its own.",
        ),
        .scaledScoreOutOfRange: LocalizedText(
            french: "« % » doit être compris entre -1 et 1.",
            english: "“%” must be between -1 and 1.",
        ),
        .rawScoreOutOfBounds: LocalizedText(
            french: "« % » doit être compris entre « min » et « max ».",
            english: "“%” must be between “min” and “max”.",
        ),
        .scoreBoundsReversed: LocalizedText(
            french: "« % » doit être inférieur à « max ».",
            english: "“%” must be less than “max”.",
        ),
    ]
}
