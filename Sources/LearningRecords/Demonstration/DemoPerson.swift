import XAPI

/// Somebody who works for one of three employers.
struct DemoPerson: Sendable {
    let number: Int
    let familyName: String
    let givenName: String
    let employer: String
    let service: String
    let metier: String
    let category: String
    let hasMail: Bool
    /// Seasonal people have no matricule.
    let isSeasonal: Bool

    static let homePage = "https://agents.metropole.example.fr"

    var matricule: String { zeroFilled(number, 6) }

    private var mail: String { "agent\(number)@metropole.example.fr" }

    /// What statements name them by.
    var identifiers: [InverseFunctionalIdentifier] {
        [.account(homePage: Self.homePage, name: matricule)] + (hasMail ? [.mbox("mailto:\(mail)")] : [])
    }

    static let columns = [
        "matricule", "nom", "prenom", "compte", "compte_site", "mail", "employeur", "service", "metier", "categorie",
        "contrat",
    ]

    /// A line of a table of people.
    var row: [String] {
        [
            isSeasonal ? "" : matricule, familyName, givenName, matricule, Self.homePage, hasMail ? mail : "", employer,
            service, metier, category, isSeasonal ? "Saisonnier" : "Titulaire",
        ]
    }

    init(number: Int, chance: inout Chance) {
        self.number = number
        familyName = chance.one(of: DemoWords.familyNames) ?? ""
        givenName = chance.one(of: DemoWords.givenNames) ?? ""
        employer = DemoWords.employers[chance.place(weighing: [5, 4, 1])]
        service = chance.one(of: DemoWords.services) ?? ""
        let level = chance.one(of: DemoWords.levels) ?? ""
        metier = (chance.one(of: DemoWords.metiers) ?? "") + level
        category = ["A", "B", "C"][chance.place(weighing: [1, 2, 7])]
        hasMail = chance.happens(300)
        isSeasonal = chance.happens(30)
    }
}

func zeroFilled(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
