import Persistence

/// What a transaction can see: on SQLite the highest number of a statement, on PostgreSQL a snapshot.
struct Horizon: Equatable, Sendable {
    let text: String

    /// Nil for anything that the engines would not write: a client may have made it up.
    init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard Self.isNumber(parts.first) else { return nil }
        self.text = text
        if parts.count == 1 { return }
        guard parts.count == 3, let low = Int64(parts[0]), let high = Int64(parts[1]), low >= 1, low <= high else {
            return nil
        }
        var last = low - 1
        for part in parts[2].split(separator: ",", omittingEmptySubsequences: !parts[2].contains(",")) {
            guard Self.isNumber(part), let running = Int64(part), running > last, running < high else { return nil }
            last = running
        }
    }

    /// The highest number of a statement; nil for a snapshot.
    private var seq: Int64? { Int64(text) }

    /// Whether it was taken on this engine: a client may bring another's.
    func belongs(to engine: SQLEngine) -> Bool { (seq == nil) == (engine == .postgres) }

    /// The condition that a statement `s` was visible.
    var sees: Query {
        guard let seq else { return "pg_visible_in_snapshot(s.xid, CAST(\(text) AS pg_snapshot))" }
        return "s.seq <= \(seq)"
    }

    private static func isNumber(_ text: Substring?) -> Bool {
        guard let text, !text.isEmpty, Int64(text) != nil else { return false }
        return text.utf8.allSatisfy { (48...57).contains($0) }
    }
}

extension Transaction {
    /// What this transaction can see.
    func horizon() throws -> Horizon {
        let text = try rows("SELECT \(Fragment.horizon)").first?.text(0) ?? ""
        guard let horizon = Horizon(text: text) else { throw StoreError.column(0) }
        return horizon
    }
}
