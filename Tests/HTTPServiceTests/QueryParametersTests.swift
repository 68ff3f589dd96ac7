import Testing
import XAPI

@testable import HTTPService

@Suite("parameters of a query")
struct QueryParametersTests {
    @Test(
        "are decoded, a plus sign being a space",
        arguments: [
            (nil, [:]), ("", [:]), ("a=1&b=2", ["a": "1", "b": "2"]), ("a=x+y%2Bz", ["a": "x y+z"]), ("a", ["a": ""]),
            ("a=b=c", ["a": "b=c"]), ("%61=%C3%A9", ["a": "é"]), ("&&a=1&", ["a": "1"]),
        ] as [(String?, [String: String])]
    )
    func decoded(query: String?, values: [String: String]) throws {
        #expect(try QueryParameters(reading: query).values == values)
    }

    @Test(
        "are refused where they are broken or given twice",
        arguments: ["a=%FF", "a=%", "a=%zz", "a=1&a=2", "a=%00", "%00=a", "a=b%00c"])
    func refused(query: String) {
        #expect(throws: Problem.self) { try QueryParameters(reading: query) }
    }

    @Test("travel in a link as they came")
    func link() throws {
        let parameters = try QueryParameters(reading: "b=%7B%22x%22%3A%22a%26b%22%7D&a=1%2B2")
        #expect(parameters.query == "a=1%2B2&b=%7B%22x%22%3A%22a%26b%22%7D")
        #expect(try QueryParameters(reading: parameters.setting("c", "é=").query)["c"] == "é=")
    }

    @Test(
        "that are numbers stay in their bounds",
        arguments: [
            ("0", 0), ("500", 500), ("501", nil), ("-1", nil), ("1.0", nil), ("99999999999999999999", nil), ("", nil),
        ]
            as [(String, Int?)]
    )
    func numbers(text: String, number: Int?) throws {
        let parameters = try QueryParameters(reading: "limit=\(text)")
        if let number {
            #expect(try parameters.number("limit", in: 0...500) == number)
        } else {
            #expect(throws: Problem.self) { try parameters.number("limit", in: 0...500) }
        }
    }

    @Test("that are not known are refused by name")
    func unknown() throws {
        let parameters = try QueryParameters(reading: "stauts=completed")
        let problem = try #require(throws: Problem.self) { try parameters.check(against: ["status"]) }
        #expect(problem.type == .unknownParameter)
        #expect(problem.detail.english.contains("stauts") && problem.detail.english.contains("status"))
    }
}
