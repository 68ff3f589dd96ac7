import Foundation
import Persistence
import Testing

struct QueryTests {
    private static let batch = Batch(.integers("a", [1, 2]), .blobs("b", [[1], nil]))

    static let renderings: [(query: Query, sqlite: String, postgres: String)] = [
        ("SELECT 1", "SELECT 1", "SELECT 1"),
        ("", "", ""),
        ("a = \(1) AND b = \("x")", "a = ? AND b = ?", "a = $1 AND b = $2"),
        ("a = \(Int64?.none)" + " OR " + "é = \([UInt8]())", "a = ? OR é = ?", "a = $1 OR é = $2"),
        ("a \(Query("< \(2)")) > \(3.5)", "a < ? > ?", "a < $1 > $2"),
        ("t (a \(Fragment.binary)) \(Fragment.withoutRowID)", "t (a BLOB) WITHOUT ROWID", "t (a BYTEA) "),
        (
            "FROM \(batch) AS k WHERE \(9)", "FROM (SELECT ? AS a, ? AS b, ? AS ordinal) AS k WHERE ?",
            "FROM (SELECT * FROM unnest($1, $2) WITH ORDINALITY AS u(a, b, ordinal)) AS k WHERE $3"
        ),
        (
            "FROM \(batch) AS k\n JOIN t ON t.a = k.a",
            "FROM (SELECT ? AS a, ? AS b, ? AS ordinal) AS k CROSS JOIN t ON t.a = k.a",
            "FROM (SELECT * FROM unnest($1, $2) WITH ORDINALITY AS u(a, b, ordinal)) AS k\n JOIN t ON t.a = k.a"
        ),
        (
            "FROM \(batch) AS k LEFT JOIN t", "FROM (SELECT ? AS a, ? AS b, ? AS ordinal) AS k LEFT JOIN t",
            "FROM (SELECT * FROM unnest($1, $2) WITH ORDINALITY AS u(a, b, ordinal)) AS k LEFT JOIN t"
        ),
    ]

    @Test("one literal renders for both engines", arguments: renderings)
    func renders(query: Query, sqlite: String, postgres: String) {
        #expect(query.sql(for: .sqlite) == sqlite)
        #expect(query.sql(for: .postgres) == postgres)
    }

    @Test("the template does not depend on the values")
    func template() {
        func query(_ number: Int64?, _ text: String) -> Query { "SELECT \(number), \(text)" }
        #expect(query(1, "a").template == query(nil, "'; DROP TABLE t --\u{1}\u{2}").template)
    }

    @Test("a UUID's bytes stand in the order of its text")
    func uuidBytes() throws {
        let id = try #require(UUID(uuidString: "00010203-0405-0607-0809-0A0B0C0D0E0F"))
        #expect(id.storedBytes == Array(0...15))
        #expect(UUID(storedBytes: Array(0...15)) == id)
        #expect(UUID(storedBytes: [1, 2]) == nil)
    }
}
