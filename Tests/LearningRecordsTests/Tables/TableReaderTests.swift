import Foundation
import Testing

@testable import LearningRecords

/// A file as a spreadsheet writes it, and its rows: the line each begins on, and its cells, nil where it cannot be read.
struct TableScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let rows: [(line: Int, cells: [String]?)]

    init(_ sentence: String, _ text: String, _ rows: [(Int, [String]?)]) {
        self.init(sentence, Array(text.utf8), rows)
    }

    init(_ sentence: String, _ bytes: [UInt8], _ rows: [(Int, [String]?)]) {
        testDescription = sentence
        self.bytes = bytes
        self.rows = rows.map { (line: $0.0, cells: $0.1) }
    }

    static let all = [
        TableScenario("semicolons", "a;b\n1;2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        TableScenario("commas", "a,b\r\n1,2", [(1, ["a", "b"]), (2, ["1", "2"])]),
        TableScenario("tabs", "a\tb\n1\t2", [(1, ["a", "b"]), (2, ["1", "2"])]),
        TableScenario("old line ends", "a;b\r1;2\r", [(1, ["a", "b"]), (2, ["1", "2"])]),
        TableScenario(
            "a comma in a cell where semicolons separate", "a;b\nX, Y;2\n", [(1, ["a", "b"]), (2, ["X, Y", "2"])]
        ),
        TableScenario("empty lines are no rows, but count", "a;b\n\n \n1;2\n", [(1, ["a", "b"]), (4, ["1", "2"])]),
        TableScenario("an empty cell at the end", "a;b\n1;\n", [(1, ["a", "b"]), (2, ["1"])]),
        TableScenario("an empty cell at the start", "a;b\n;2\n", [(1, ["a", "b"]), (2, ["", "2"])]),
        TableScenario(
            "quotes around separators and quotes", "a;b\n\"1;1\";\"say \"\"2\"\"\"\n",
            [(1, ["a", "b"]), (2, ["1;1", "say \"2\""])]
        ),
        TableScenario(
            "a line end within quotes", "a;b\n\"1\n1\";2\n3;4\n",
            [(1, ["a", "b"]), (2, ["1\n1", "2"]), (4, ["3", "4"])]
        ),
        TableScenario(
            "a stray quote spoils its own line alone", "a;b\n\"1\"x;2\"\n3;4\n",
            [(1, ["a", "b"]), (2, nil), (3, ["3", "4"])]
        ),
        TableScenario(
            "a quote that nobody closes", "a;b\n1;2\n3;\"4\n5;6", [(1, ["a", "b"]), (2, ["1", "2"]), (3, nil)]),
        TableScenario("blanks around cells", " a ; b\u{A0}\n", [(1, ["a", "b"])]),
        TableScenario("a byte order mark", [0xEF, 0xBB, 0xBF] + "é;b\n".utf8, [(1, ["é", "b"])]),
        TableScenario("Windows-1252", [0xE9, 0x3B, 0x80, 0x0A], [(1, ["é", "€"])]),
        TableScenario("UTF-16", [0xFF, 0xFE, 0xE9, 0, 0x3B, 0, 0x62, 0], [(1, ["é", "b"])]),
        TableScenario(
            "line ends that only some know stand in their cell", "a;b\n1\u{2028}1;2\u{C}2\n",
            [(1, ["a", "b"]), (2, ["1 1", "2 2"])]
        ),
        TableScenario("nothing", "", []),
        TableScenario("blank lines alone", "\n\n", []),
    ]
}

@Suite("tables")
struct TableReaderTests {
    @Test("are read row by row, whatever wrote them", arguments: TableScenario.all)
    func rows(scenario: TableScenario) {
        let rows = Array(TableReader(TableText(scenario.bytes).text))
        let expected = scenario.rows.map { row in
            TableReader.Row(line: row.line, content: row.cells.map(TableReader.Content.cells) ?? .brokenQuotes)
        }
        #expect(rows == expected)
    }

    @Test("a row that is too long is not cut into cells, and takes no other with it")
    func longRow() {
        let long = String(repeating: ";", count: TableReader.longestRow + 1)
        let rows = Array(TableReader("a;b\n\(long)\n1;2\n"))
        #expect(rows.map(\.content) == [.cells(["a", "b"]), .tooLong, .cells(["1", "2"])])
    }

    @Test("that are not UTF-8 say so")
    func fallback() {
        #expect(TableText([0xE9]).isFallback)
        #expect(!TableText(Array("é".utf8)).isFallback)
        #expect(!TableText([0xFF, 0xFE, 0xE9, 0]).isFallback)
    }
}
