/// Statements of about one kilobyte, as course players send them; the same ones in every run.
struct StatementCorpus {
    let statements: [[UInt8]]

    var byteCount: Int { statements.reduce(0) { $0 + $1.count } }

    init(count: Int) { statements = (0..<count).map { Array(Self.statement($0).utf8) } }

    private static let verbs = ["initialized", "progressed", "experienced", "completed", "passed", "terminated"]
    private static let titles = [
        "Gestion du temps et des priorités", "Accueil des usagers", #"Sécurité \"incendie\" : les gestes"#,
        "Marchés publics \\u2014 initiation",
    ]

    /// Keys, lengths and numbers vary with the number of the statement.
    private static func statement(_ number: Int) -> String {
        let agent = number * 7919 % 4000
        let verb = verbs[number % verbs.count]
        let scaled = Double(number % 101) / 100
        let minute = String(number % 50 + 10)
        return """
            {"id":"6f1a2c3d-0b4e-4a5f-8c6d-\(100_000_000_000 + number)","actor":{"objectType":"Agent",\
            "name":"Agent \(agent)","account":{"homePage":"https://agents.metropole.example.fr","name":"\(agent)"}},\
            "verb":{"id":"http://adlnet.gov/expapi/verbs/\(verb)","display":{"fr-FR":"\(verb)","en-GB":"\(verb)"}},\
            "object":{"objectType":"Activity","id":"https://formation.example.fr/activities/\(number % 60)",\
            "definition":{"type":"http://adlnet.gov/expapi/activities/lesson",\
            "name":{"fr-FR":"\(titles[number % titles.count])"},\
            "description":{"fr-FR":"Module en ligne : organiser sa journée, distinguer l’urgent de l’important."}}},\
            "result":{"score":{"scaled":\(scaled),"raw":\(number % 101),"min":0,"max":100},\
            "completion":\(number % 2 == 0),"duration":"PT\(minute)M12.5S"},\
            "context":{"registration":"c4a1f0de-77aa-4d3e-9b1c-\(200_000_000_000 + agent)","language":"fr-FR",\
            "platform":"Relevé","contextActivities":{"grouping":[\
            {"id":"https://catalogue.example.fr/parcours/accueil"},{"id":"https://catalogue.example.fr/annee/2026"}]}},\
            "timestamp":"2026-03-03T09:\(minute):01.120Z"}
            """
    }
}
