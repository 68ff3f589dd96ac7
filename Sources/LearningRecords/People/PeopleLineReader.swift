import ExactJSON
import XAPI

/// One line of a table of people on its way to a draft. An empty cell says nothing.
struct PeopleLineReader {
    let line: Int
    private(set) var findings: [PeopleFinding] = []
    private var texts: [PeopleColumn: String] = [:]

    init(line: Int) { self.line = line }

    mutating func read(_ cell: String, as column: PeopleColumn) {
        let longest = column == .matricule ? Person.longestMatricule : Self.longestText(in: column)
        if cell.utf8.contains(0) { return find(.unknownCharacter, "\(column)") }
        if cell.utf8.count > longest { return find(.valueTooLong, String(cell.prefix(60))) }
        texts[column] = cell
    }

    /// Nil where something in the line cannot be used: then it is left out whole.
    mutating func draft() -> PersonDraft? {
        var draft = PersonDraft()
        draft.matricule = texts[.matricule]
        draft.familyName = texts[.familyName]
        draft.givenName = texts[.givenName]
        draft.identifiers = [mail(), account()].compactMap { $0 }
        draft.values = values()
        return findings.isEmpty ? draft : nil
    }

    private mutating func values() -> [PersonDraft.Value] {
        let since = day(.since)
        let (from, until) = (day(.contractFrom), day(.contractUntil))
        return AttributeName.allCases.compactMap { name in
            guard let text = texts[.attribute(name)] else { return nil }
            let value = name == .category ? text.uppercased() : text
            guard name.allows(value) else {
                find(.invalidCategory, text)
                return nil
            }
            let isContract = name == .contract
            return PersonDraft.Value(
                name, value, from: isContract ? from ?? since : since, until: isContract ? until : nil)
        }
    }

    private mutating func day(_ column: PeopleColumn) -> Day? {
        guard let text = texts[column] else { return nil }
        guard let day = Day(text) else {
            find(.invalidDate, text)
            return nil
        }
        return day
    }

    private mutating func mail() -> InverseFunctionalIdentifier? {
        guard let text = texts[.mail] else { return nil }
        let identifier = Self.identifier { $0.member("mbox", text.hasPrefix("mailto:") ? text : "mailto:" + text) }
        if identifier == nil { find(.invalidMail, text) }
        return identifier
    }

    private mutating func account() -> InverseFunctionalIdentifier? {
        let (name, homePage) = (texts[.accountName], texts[.accountHomePage])
        guard let name else { return nil }
        let identifier = homePage.flatMap { homePage in
            Self.identifier { agent in
                agent.member("account") { account in
                    account.object {
                        $0.member("homePage", homePage)
                        $0.member("name", name)
                    }
                }
            }
        }
        if identifier == nil { find(.invalidAccount, name) }
        return identifier
    }

    /// Under the rules that hold inside a statement.
    private static func identifier(_ members: (inout JSONWriter) -> Void) -> InverseFunctionalIdentifier? {
        var writer = JSONWriter()
        writer.object(members)
        guard let document = try? JSONDocument(reading: writer.bytes) else { return nil }
        return (try? Actor(reading: document.root))?.identifier
    }

    private mutating func find(_ code: PeopleFinding.Code, _ value: String) {
        findings.append(PeopleFinding(code, line: line, value))
    }

    private static func longestText(in column: PeopleColumn) -> Int {
        switch column {
        case .attribute: AttributeName.longestValue
        case .mail, .accountName, .accountHomePage: 1_000
        default: Person.longestName
        }
    }
}
