import Foundation
import GRDB
import Persistence

/// The name of a constraint that was broken, as the schema gives it. SQLite's message names the columns only.
struct ConstraintName {
    private let database: GRDB.Database

    init(in database: GRDB.Database) { self.database = database }

    /// - Parameter failure: its message is `UNIQUE constraint failed: t.a, t.b`, `CHECK constraint failed: name`,
    ///   `NOT NULL constraint failed: t.a` or `FOREIGN KEY constraint failed`.
    func callAsFunction(_ failure: ResultFailure) -> String {
        guard let colon = failure.message.range(of: ": ") else { return "" }
        let named = String(failure.message[colon.upperBound...])
        guard failure.message.hasPrefix("UNIQUE") else { return named }
        let columns = named.components(separatedBy: ", ").map { $0.components(separatedBy: ".") }
        guard let table = columns.first?.first else { return named }
        return name(of: columns.compactMap(\.last), in: table)
    }

    private func name(of columns: [String], in table: String) -> String {
        let arguments: StatementArguments = [table]
        let definitions = try? String.fetchAll(
            database,
            sql: "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL",
            arguments: arguments
        )
        for definition in definitions ?? [] {
            if let name = name(of: columns, in: table, definedBy: definition) { return name }
        }
        return "\(table)_\(columns.joined(separator: "_"))_key"
    }

    private func name(of columns: [String], in table: String, definedBy definition: String) -> String? {
        let list = columns.map(NSRegularExpression.escapedPattern(for:)).joined(separator: #"\s*,\s*"#)
        var patterns = [
            #"CONSTRAINT\s+(\w+)\s+(?:UNIQUE|PRIMARY\s+KEY)\s*\(\s*"# + list + #"\s*\)"#,
            #"CREATE\s+UNIQUE\s+INDEX\s+(\w+)\s+ON\s+\w+\s*\(\s*"# + list + #"\s*\)"#,
        ]
        if columns.count == 1 {
            patterns.append(#"[(,]\s*"# + list + #"\s[^,]*?CONSTRAINT\s+(\w+)\s+(?:UNIQUE|PRIMARY\s+KEY)"#)
        }
        for pattern in patterns {
            if let name = firstGroup(of: pattern, in: definition) { return name }
        }
        let key = #"PRIMARY\s+KEY\s*\(\s*"# + list + #"\s*\)|[(,]\s*"# + list + #"\s[^,]*?PRIMARY\s+KEY"#
        return definition.range(of: key, options: [.regularExpression, .caseInsensitive]).map { _ in "\(table)_pkey" }
    }

    private func firstGroup(of pattern: String, in text: String) -> String? {
        let expression = try? NSRegularExpression(pattern: pattern, options: [.caseInsensitive])
        let match = expression?.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))
        return match.flatMap { Range($0.range(at: 1), in: text) }.map { String(text[$0]) }
    }
}
