import Completion
import XAPI

/// One line of a table of history on its way to what it says. An empty cell says nothing.
struct HistoryLineReader {
    let line: Int
    /// µs since 1970.
    let now: Int64
    private(set) var findings: [TableFinding] = []
    private var texts: [HistoryColumn: String] = [:]

    private static let longestCell = 1_000

    init(_ line: ColumnTable<HistoryColumn>.Line, now: Int64) {
        self.line = line.number
        self.now = now
        for (column, text) in line.cells {
            if text.utf8.contains(0) {
                find(.unknownCharacter, "\(column)")
            } else if text.utf8.count > (column == .title ? DescribedCourse.longestText : Self.longestCell) {
                find(.valueTooLong, String(text.prefix(60)))
            } else {
                texts[column] = text
            }
        }
    }

    /// Nil where something in the line cannot be used: then it is left out whole.
    mutating func read() -> HistoryLine? {
        let learner = learner()
        if texts[.course] == nil, texts[.title] == nil { find(.courseMissing, "") }
        let outcome = outcome()
        let at = date()
        let score = score()
        let duration = duration()
        guard findings.isEmpty, let learner, let at, let course = texts[.course] ?? texts[.title] else { return nil }
        return HistoryLine(
            number: line, learner: learner, course: course, title: texts[.title], outcome: outcome, at: at,
            score: score, duration: duration, reference: texts[.reference]
        )
    }

    private mutating func learner() -> HistoryLine.Learner? {
        if let matricule = texts[.matricule] { return .matricule(matricule) }
        if let mail = texts[.mail] {
            let identifier = InverseFunctionalIdentifier(mailCell: mail)
            if identifier == nil { find(.invalidMail, mail) }
            return identifier.map { .identifier($0) }
        }
        guard let name = texts[.accountName] else {
            find(.learnerMissing, "")
            return nil
        }
        let identifier = InverseFunctionalIdentifier(accountCell: name, homePage: texts[.accountHomePage])
        if identifier == nil { find(.invalidAccount, name) }
        return identifier.map { .identifier($0) }
    }

    private mutating func outcome() -> HistoryLine.Outcome {
        guard let text = texts[.outcome] else { return .completed }
        if let outcome = HistoryLine.Outcome(text) { return outcome }
        find(.invalidOutcome, String(text.prefix(60)))
        return .completed
    }

    /// A time as it is; a day at noon in UTC, which is the same day wherever in Europe it is read.
    private mutating func date() -> Int64? {
        guard let text = texts[.date] else {
            find(.dateMissing, "")
            return nil
        }
        let day = Day(text).flatMap { Instant(iso8601: $0.text + "T12:00:00Z") }
        guard let at = (day ?? Instant(iso8601: text))?.microseconds else {
            find(.invalidDate, String(text.prefix(60)))
            return nil
        }
        // Of today, whatever the hour.
        guard at <= now || day != nil && Day(containing: at) == Day(containing: now) else {
            find(.dateInFuture, String(text.prefix(60)))
            return nil
        }
        return min(at, now)
    }

    /// `17/20`, `85 %`; a number alone is kept as one of which nobody knows the range.
    private mutating func score() -> Score? {
        guard let text = texts[.score] else { return nil }
        let plain = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        let parts = plain.split(separator: "/", omittingEmptySubsequences: false)
        let isPercent = plain.hasSuffix("%")
        let numbers = (isPercent ? [plain.dropLast()] : parts).map { Double($0) }
        let range = isPercent ? 100 : numbers.count == 2 ? numbers[1] : nil
        guard let first = numbers.first, let raw = first, numbers.count <= 2, raw.isFinite, raw >= 0 else {
            find(.invalidScore, String(text.prefix(60)))
            return nil
        }
        guard numbers.count == 2 || isPercent else { return Score(raw: raw) }
        guard let most = range, most.isFinite, most > 0, raw <= most else {
            find(.invalidScore, String(text.prefix(60)))
            return nil
        }
        return Score(scaled: raw / most, raw: raw, min: 0, max: most)
    }

    /// `1h30`, `7 h`, `90 min`, `1:30`, `PT1H30M`.
    private mutating func duration() -> Int64? {
        guard let text = texts[.duration] else { return nil }
        if let duration = Self.microseconds(text) { return duration }
        find(.invalidDuration, String(text.prefix(60)))
        return nil
    }

    private static func microseconds(_ text: String) -> Int64? {
        if let duration = ISODuration(iso8601: text) { return duration.microseconds }
        let plain = text.filter { !$0.isWhitespace }.lowercased()
        let (hours, minutes): (Int64?, Int64?)
        if let match = plain.wholeMatch(of: /([0-9]{1,4})(?:h|:)([0-9]{1,2})?(?:mn|min|m)?/)?.output {
            (hours, minutes) = (Int64(match.1), match.2.map { Int64($0) } ?? 0)
        } else if let match = plain.wholeMatch(of: /([0-9]{1,6})(?:mn|min|m)/)?.output {
            (hours, minutes) = (0, Int64(match.1))
        } else {
            return nil
        }
        guard let hours, let minutes else { return nil }
        return (hours * 60 + minutes) * 60_000_000
    }

    private mutating func find(_ code: TableFinding.Code, _ value: String) {
        findings.append(TableFinding(code, line: line, value))
    }
}
