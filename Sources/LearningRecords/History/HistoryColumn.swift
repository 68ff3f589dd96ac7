/// What a column of a table of history holds, by its name in French or English, accents and case folded.
enum HistoryColumn: Hashable, Sendable {
    case matricule, mail, accountName, accountHomePage
    case course, title
    case outcome, date, score, duration
    /// The number of an attestation, or whatever else shows that it is so.
    case reference

    init?(header: String) {
        let name = PersonClue.words(header).joined(separator: "_")
        guard let column = Self.byName[name] else { return nil }
        self = column
    }

    private static let byName: [String: HistoryColumn] = [
        "matricule": .matricule, "mail": .mail, "courriel": .mail, "email": .mail, "e_mail": .mail,
        "adresse_electronique": .mail, "compte": .accountName, "account": .accountName,
        "compte_site": .accountHomePage, "account_home_page": .accountHomePage, "cours": .course, "course": .course,
        "formation": .course, "code": .course, "code_stage": .course, "titre": .title, "title": .title,
        "intitule": .title, "resultat": .outcome, "statut": .outcome, "outcome": .outcome, "status": .outcome,
        "date": .date, "termine_le": .date, "date_de_fin": .date, "date_fin": .date, "completed_on": .date,
        "note": .score, "score": .score, "duree": .duration, "duration": .duration, "reference": .reference,
        "attestation": .reference, "numero_d_attestation": .reference,
    ]
}
