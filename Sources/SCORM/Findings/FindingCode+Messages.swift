package import XAPI

extension FindingCode {
    /// The sentence, with `{}` where the document is quoted.
    package var template: LocalizedText {
        Self.templates[self] ?? LocalizedText(french: rawValue, english: rawValue)
    }

    func message(about subject: String) -> LocalizedText {
        let quoted = subject.excerpt
        return LocalizedText(
            french: template.french.replacing("{}", with: quoted),
            english: template.english.replacing("{}", with: quoted)
        )
    }

    /// A test sees that every code has its line.
    private static let templates: [FindingCode: LocalizedText] = [
        .encodingFallback: LocalizedText(
            french: "Le texte n’est pas dans l’encodage annoncé ({}) ; il a été lu autrement.",
            english: "The text is not in the encoding that it states ({}); it was read in another."
        ),
        .undeclaredPrefix: LocalizedText(
            french: "Le préfixe « {} » n’est pas déclaré ; les éléments sont reconnus à leur nom seul.",
            english: "The prefix “{}” is not declared; elements are known by their names alone."
        ),
        .doctype: LocalizedText(
            french: "Le document a une déclaration DOCTYPE ({}) ; elle n’est pas chargée.",
            english: "The document has a DOCTYPE declaration ({}); it is not loaded."
        ),
        .schemaFault: LocalizedText(
            french: "Le manifeste s’écarte du schéma : {}",
            english: "The manifest departs from the schema: {}"
        ),
        .wrappedPackage: LocalizedText(
            french: "Tout le contenu est dans le dossier « {} », alors que le manifeste doit être à la racine.",
            english: "Everything lies in the folder “{}”, though the manifest belongs at the root."
        ),
        .severalManifests: LocalizedText(
            french: "Le paquet contient aussi « {} », qui n’a pas été lu.",
            english: "The package also contains “{}”, which was not read."
        ),
        .manifestNameDiffers: LocalizedText(
            french: "Le manifeste s’appelle « {} » ; ce n’est pas le nom que veut sa norme.",
            english: "The manifest is called “{}”, which is not the name that its standard asks for."
        ),
        .nothingLaunchable: LocalizedText(
            french: "Rien dans ce paquet ne peut être lancé.",
            english: "Nothing in this package can be launched."
        ),
        .titleMissing: LocalizedText(
            french: "Le cours n’a pas de titre.",
            english: "The course has no title."
        ),
        .identifierMissing: LocalizedText(
            french: "L’élément « {} » n’a pas d’identifiant.",
            english: "The element “{}” has no identifier."
        ),
        .duplicateIdentifier: LocalizedText(
            french: "L’identifiant « {} » sert plusieurs fois.",
            english: "The identifier “{}” is used more than once."
        ),
        .launchMissing: LocalizedText(
            french: "Le fichier à lancer « {} » n’est pas dans le paquet.",
            english: "The file to launch, “{}”, is not in the package."
        ),
        .launchCaseDiffers: LocalizedText(
            french: "Le fichier à lancer « {} » s’écrit dans le paquet avec d’autres majuscules.",
            english: "The file to launch, “{}”, is spelt with other capitals in the package."
        ),
        .launchEscapesPackage: LocalizedText(
            french: "L’adresse à lancer « {} » sort du paquet ; elle ne sera pas lancée.",
            english: "The address to launch, “{}”, leaves the package; it will not be launched."
        ),
        .launchForbiddenScheme: LocalizedText(
            french: """
                L’adresse à lancer « {} » n’est ni un fichier du paquet ni une adresse http ; elle ne sera pas \
                lancée.
                """,
            english: """
                The address to launch, “{}”, is neither a file of the package nor an http address; it will not be \
                launched.
                """
        ),
        .launchExternal: LocalizedText(
            french: "L’adresse à lancer « {} » est hors du paquet.",
            english: "The address to launch, “{}”, lies outside the package."
        ),
        .launchEmpty: LocalizedText(
            french: "L’adresse à lancer est vide.",
            english: "The address to launch is empty."
        ),
        .schemaMissing: LocalizedText(
            french: "Le manifeste ne dit pas sa norme (metadata/schema).",
            english: "The manifest does not state its standard (metadata/schema)."
        ),
        .schemaversionMissing: LocalizedText(
            french: "Le manifeste ne dit pas la version de sa norme (metadata/schemaversion).",
            english: "The manifest does not state the version of its standard (metadata/schemaversion)."
        ),
        .schemaversionWrong: LocalizedText(
            french: "La version de norme « {} » n’est pas une de celles prévues.",
            english: "The standard's version “{}” is not one of those foreseen."
        ),
        .namespaceUnknown: LocalizedText(
            french: """
                L’espace de noms « {} » n’est pas celui d’un manifeste ; les éléments sont reconnus à leur nom seul.
                """,
            english: "The namespace “{}” is no manifest's; elements are known by their names alone."
        ),
        .organizationMissing: LocalizedText(
            french: "Le manifeste n’a pas d’organisation.",
            english: "The manifest has no organization."
        ),
        .defaultOrganizationAbsent: LocalizedText(
            french: "Le manifeste ne nomme pas d’organisation par défaut ; la première est prise.",
            english: "The manifest names no default organization; the first is taken."
        ),
        .defaultOrganizationMissing: LocalizedText(
            french: "L’organisation par défaut « {} » n’existe pas ; la première est prise.",
            english: "The default organization “{}” does not exist; the first is taken."
        ),
        .severalOrganizations: LocalizedText(
            french: "Le manifeste a plusieurs organisations ; « {} » n’est pas importée.",
            english: "The manifest has several organizations; “{}” is not imported."
        ),
        .submanifest: LocalizedText(
            french: "Le manifeste en contient d’autres ; leurs organisations ne sont pas importées.",
            english: "The manifest contains others; their organizations are not imported."
        ),
        .itemTitleMissing: LocalizedText(
            french: "L’élément « {} » n’a pas de titre.",
            english: "The item “{}” has no title."
        ),
        .identifierrefDangling: LocalizedText(
            french: "L’élément renvoie à la ressource « {} », qui n’existe pas.",
            english: "The item refers to the resource “{}”, which does not exist."
        ),
        .itemRefersToManifest: LocalizedText(
            french: "L’élément renvoie au sous-manifeste « {} », qui n’est pas importé.",
            english: "The item refers to the nested manifest “{}”, which is not imported."
        ),
        .itemHasContentAndChildren: LocalizedText(
            french: "L’élément « {} » a un contenu et aussi des sous-éléments.",
            english: "The item “{}” has content of its own and items below it."
        ),
        .resourceHrefMissing: LocalizedText(
            french: "La ressource « {} » n’a pas d’adresse à lancer.",
            english: "The resource “{}” has nothing to launch."
        ),
        .scormtypeMissing: LocalizedText(
            french: """
                La ressource de l’élément « {} » ne dit pas si elle est un SCO ; elle est prise pour un simple \
                document.
                """,
            english: "The resource of the item “{}” does not say whether it is a SCO; it is taken for an asset."
        ),
        .scormtypeUnknown: LocalizedText(
            french: "Le type SCORM « {} » est inconnu ; la ressource est prise pour un simple document.",
            english: "The SCORM type “{}” is unknown; the resource is taken for an asset."
        ),
        .masteryScoreNotANumber: LocalizedText(
            french: "Le score de maîtrise « {} » n’est pas un nombre.",
            english: "The mastery score “{}” is not a number."
        ),
        .masteryScoreOutOfRange: LocalizedText(
            french: "Le score de maîtrise « {} » est hors limites ; il n’est pas repris.",
            english: "The mastery score “{}” is out of range; it is left out."
        ),
        .masteryScoreSuspicious: LocalizedText(
            french: "Le score de maîtrise « {} » est sur 100 en SCORM 1.2 ; il semble écrit sur 1.",
            english: "The mastery score “{}” counts out of 100 in SCORM 1.2; it looks written out of 1."
        ),
        .timeLimitActionUnknown: LocalizedText(
            french: "L’action de fin de temps « {} » est inconnue.",
            english: "The time limit action “{}” is unknown."
        ),
        .cmi5Namespace: LocalizedText(
            french: "L’espace de noms « {} » n’est pas celui des cours cmi5.",
            english: "The namespace “{}” is not that of cmi5 courses."
        ),
        .cmi5NoAU: LocalizedText(
            french: "Le cours n’a aucune unité à lancer (au).",
            english: "The course has no assignable unit."
        ),
        .cmi5ChildOrder: LocalizedText(
            french: "Un élément manque, est inconnu ou n’est pas à sa place ({}).",
            english: "An element is missing, unknown or out of order ({})."
        ),
        .cmi5NoLangstring: LocalizedText(
            french: "L’élément « {} » n’a pas de texte (langstring).",
            english: "The element “{}” has no text (langstring)."
        ),
        .cmi5IDNotIRI: LocalizedText(
            french: "L’identifiant « {} » n’est pas un IRI.",
            english: "The identifier “{}” is not an IRI."
        ),
        .cmi5DuplicateID: LocalizedText(
            french: "L’identifiant « {} » sert plusieurs fois.",
            english: "The identifier “{}” is used more than once."
        ),
        .cmi5URLInvalid: LocalizedText(
            french: "L’adresse « {} » n’est pas une URL valide.",
            english: "“{}” is not a valid URL."
        ),
        .cmi5URLScheme: LocalizedText(
            french: "L’adresse « {} » n’est ni http ni https.",
            english: "The URL “{}” is neither http nor https."
        ),
        .cmi5ReservedQuery: LocalizedText(
            french: "L’adresse « {} » a déjà un paramètre que le lancement ajoute.",
            english: "The URL “{}” already has a parameter that the launch adds."
        ),
        .cmi5MoveOn: LocalizedText(
            french: "La valeur « {} » de moveOn est inconnue.",
            english: "The moveOn value “{}” is unknown."
        ),
        .cmi5LaunchMethod: LocalizedText(
            french: "La valeur « {} » de launchMethod est inconnue.",
            english: "The launchMethod value “{}” is unknown."
        ),
        .cmi5MasteryScore: LocalizedText(
            french: "Le score de maîtrise « {} » n’est pas un nombre de 0 à 1.",
            english: "The mastery score “{}” is not a number from 0 to 1."
        ),
        .activityIDNotIRI: LocalizedText(
            french: "L’identifiant d’activité « {} » n’est pas un IRI.",
            english: "The activity identifier “{}” is not an IRI."
        ),
        .activityTitleMissing: LocalizedText(
            french: "L’activité « {} » n’a pas de nom.",
            english: "The activity “{}” has no name."
        ),
    ]
}
