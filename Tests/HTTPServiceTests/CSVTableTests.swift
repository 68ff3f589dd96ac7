import Testing

@testable import HTTPService

@Suite("a table for a spreadsheet")
struct CSVTableTests {
    @Test(
        "quotes what must be quoted, and runs no formula",
        arguments: [
            (["a", "b"], "a;b\r\n"), (["a;b", "c"], "\"a;b\";c\r\n"), (["a\"b"], "\"a\"\"b\"\r\n"),
            (["a\nb"], "\"a\nb\"\r\n"), (["", ""], ";\r\n"), (["=1+1"], "'=1+1\r\n"), (["@x", "+x"], "'@x;'+x\r\n"),
            (["-0.5", "é"], "-0.5;é\r\n"),
        ]
    )
    func lines(cells: [String], line: String) {
        #expect(CSVTable().line(cells) == line)
    }

    @Test(
        "numbers are read by a French spreadsheet, or by an English one",
        arguments: [(0.85, "0,85", "0.85"), (17, "17", "17"), (-0.5, "-0,5", "-0.5"), (nil, "", "")]
            as [(Double?, String, String)]
    )
    func numbers(number: Double?, french: String, english: String) {
        #expect(CSVTable().number(number) == french)
        #expect(CSVTable(separator: ",").number(number) == english)
        #expect(CSVTable().line([french]) == french + "\r\n")
    }
}
