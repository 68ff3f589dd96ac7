/// What a column of a table of people holds, by its name in French or English, accents and case folded.
enum PeopleColumn: Hashable, Sendable {
    case matricule, familyName, givenName, mail, accountName, accountHomePage
    /// The day from which the attributes of the line hold.
    case since
    case contractFrom, contractUntil
    case attribute(AttributeName)

    init?(header: String) {
        let name = PersonClue.words(header).joined(separator: "_")
        guard let column = Self.byName[name] else { return nil }
        self = column
    }

    private static let byName: [String: PeopleColumn] = [
        "matricule": .matricule, "nom": .familyName, "nom_de_famille": .familyName, "family_name": .familyName,
        "prenom": .givenName, "given_name": .givenName, "mail": .mail, "courriel": .mail, "email": .mail,
        "e_mail": .mail, "adresse_electronique": .mail, "compte": .accountName, "account": .accountName,
        "compte_site": .accountHomePage, "account_home_page": .accountHomePage, "depuis": .since, "since": .since,
        "date_d_effet": .since, "contrat_debut": .contractFrom, "contract_from": .contractFrom,
        "contrat_fin": .contractUntil, "contract_until": .contractUntil, "employeur": .attribute(.employer),
        "employer": .attribute(.employer), "service": .attribute(.service), "metier": .attribute(.metier),
        "categorie": .attribute(.category), "category": .attribute(.category), "contrat": .attribute(.contract),
        "contract": .attribute(.contract), "site": .attribute(.site), "situation": .attribute(.situation),
    ]
}
