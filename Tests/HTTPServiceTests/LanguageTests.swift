import Testing

@testable import HTTPService

@Suite("the language of an answer")
struct LanguageTests {
    @Test(
        "is the one that the client prefers, else French",
        arguments: [
            (nil, Language.french), ("", .french), ("fr", .french), ("en", .english), ("en-GB,en;q=0.9", .english),
            ("de", .french), ("de, en;q=0.5", .english), ("en;q=0.2, fr;q=0.8", .french),
            ("fr;q=0, en;q=0.1", .english),
            ("*", .french), ("EN-us", .english), ("en;q=x, fr;q=0.1", .french), (";;,,;q=", .french),
        ] as [(String?, Language)]
    )
    func preferred(header: String?, language: Language) {
        #expect(Language(accepting: header) == language)
    }
}
