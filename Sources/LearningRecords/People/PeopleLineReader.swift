import ExactJSON
import XAPI

/// One line of a table of people on its way to a draft. An empty cell says nothing.
struct PeopleLineReader {
    let line: Int
    private(set) var findings: [TableFinding] = []
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
        let identifier = InverseFunctionalIdentifier(mailCell: text)
        if identifier == nil { find(.invalidMail, text) }
        return identifier
    }

    private mutating func account() -> InverseFunctionalIdentifier? {
        guard let name = texts[.accountName] else { return nil }
        let identifier = InverseFunctionalIdentifier(accountCell: name, homePage: texts[.accountHomePage])
        if identifier == nil { find(.invalidAccount, name) }
        return identifier
    }

    private mutating func find(_ code: TableFinding.Code, _ value: String) {
        findings.append(TableFinding(code, line: line, value))
    }

    private static func longestText(in column: PeopleColumn) -> Int {
        switch column {
        case .attribute: AttributeName.longestValue
        case .mail, .accountName, .accountHomePage: 1_000
        default: Person.longestName
        }
    }
}
