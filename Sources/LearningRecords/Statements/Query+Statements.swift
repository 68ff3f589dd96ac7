import Persistence
import XAPI

extension Query {
    /// What `StoredStatement` reads.
    static let statementColumns: Query = "s.seq, s.id, s.stored, s.version, s.needs, s.authority, s.raw"

    /// One statement by id; `statement_id` finds it.
    static func statement(_ id: [UInt8], isVoided: Bool, authority: Int64?) -> Query {
        let mine: Query = authority.map { "AND s.authority = \($0)" } ?? ""
        let voided: Query = isVoided ? "s.voided_by IS NOT NULL" : "s.voided_by IS NULL"
        return """
            SELECT \(statementColumns) FROM statement s
            WHERE s.id = \(id) AND s.raw IS NOT NULL AND \(voided) \(mine)
            """
    }

    /// Statements by their numbers, in no order; the primary key of `statement` finds each.
    static func statements(numbered seqs: [Int64]) -> Query {
        """
        SELECT \(statementColumns) FROM \(Batch(.integers("seq", seqs))) AS k JOIN statement s ON s.seq = k.seq
        """
    }
}
