extension Database {
    /// The engine's plan of `query`, one step a line, in the engine's words and without its values.
    ///
    /// PostgreSQL is asked with sequential scans and sorts off, since it rightly scans and sorts what is small.
    /// SQLite's steps leave out the batch itself, which is one row.
    package func explain(_ query: Query) async throws -> [String] {
        // In a writing transaction, since a query that locks rows has no plan in another.
        try await write { transaction in
            switch transaction.engine {
            case .sqlite:
                let steps = try transaction.rows("\(Fragment.explain)\(query)").map { try $0.text(3) }
                return withoutConstantRow(steps)
            case .postgres:
                _ = try transaction.rows("SELECT set_config('enable_seqscan', 'off', true)")
                _ = try transaction.rows("SELECT set_config('enable_sort', 'off', true)")
                return try transaction.rows("\(Fragment.explain)\(query)").map { try $0.text(0) }
            }
        }
    }
}

/// Leaves out `CO-ROUTINE k`, `SCAN CONSTANT ROW` beneath it, and `SCAN k`.
private func withoutConstantRow(_ steps: [String]) -> [String] {
    var names: Set<String> = []
    for (step, next) in zip(steps, steps.dropFirst()) where next == "SCAN CONSTANT ROW" {
        for prefix in ["CO-ROUTINE ", "MATERIALIZE "] where step.hasPrefix(prefix) {
            names.insert(String(step.dropFirst(prefix.count)))
        }
    }
    return steps.filter { step in
        step != "SCAN CONSTANT ROW"
            && !names.contains { ["CO-ROUTINE \($0)", "MATERIALIZE \($0)", "SCAN \($0)"].contains(step) }
    }
}
