import Testing

@testable import HTTPService

@Suite("a table for a spreadsheet")
struct CompletionCSVTests {
    @Test(
        "quotes what must be quoted, and runs no formula",
        arguments: [
            (["a", "b"], "a;b\r\n"), (["a;b", "c"], "\"a;b\";c\r\n"), (["a\"b"], "\"a\"\"b\"\r\n"),
            (["a\nb"], "\"a\nb\"\r\n"), (["", ""], ";\r\n"), (["=1+1"], "'=1+1\r\n"), (["@x", "+x"], "'@x;'+x\r\n"),
            (["-0.5", "é"], "-0.5;é\r\n"),
        ]
    )
    func lines(cells: [String], line: String) {
        #expect(CompletionCSV(separator: ";", hasByteOrderMark: false).line(cells) == line)
    }
}
