import Testing

@testable import SCORM

@Suite("links in manifests")
struct LinkTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let kind: LaunchReference.Kind
        let path: String?
        let escapes: Bool
        var testDescription: String { text }

        init(_ text: String, _ kind: LaunchReference.Kind, _ path: String? = nil, escapes: Bool = false) {
            self.text = text
            self.kind = kind
            self.path = path
            self.escapes = escapes
        }
    }

    static let cases = [
        Case("a/b.html", .relative, "a/b.html"), Case("./a.html?b=c#d", .relative, "a.html"),
        Case("a%20b/%C3%A9.html", .relative, "a b/é.html"), Case("100%.html", .relative, "100%.html"),
        Case("a\\b.html", .relative, "a/b.html"), Case("a/./../b.html", .relative, "b.html"),
        Case("a//b", .relative, "a/b"),
        Case("../a", .relative, escapes: true), Case("a/../../b", .relative, escapes: true),
        Case("%2e%2e/a", .relative, escapes: true), Case("..%5ca", .relative, escapes: true),
        Case("%2fetc/passwd", .relative, escapes: true), Case("a%00b", .relative), Case("?a", .relative),
        Case("/a", .rootRelative, escapes: true), Case("\\a", .rootRelative, escapes: true),
        Case("//a/b", .protocolRelative), Case("\\\\a\\b", .protocolRelative), Case("HTTPS://a/b", .absolute),
        Case("TODO:x", .scheme), Case("C:\\a", .scheme), Case(" javascript:x", .scheme),
        Case("java\tscript:x", .scheme),
        Case("data:text/html,x", .scheme), Case("file:///etc/passwd", .scheme), Case("", .empty), Case("  ", .empty),
    ]

    @Test("kind and path of a reference", arguments: cases)
    func reference(_ scenario: Case) {
        let reference = LaunchReference(scenario.text)
        #expect(reference.kind == scenario.kind && reference.path == scenario.path)
        #expect(reference.escapesPackage == scenario.escapes)
    }

    static let resolutions: [(bases: [String?], reference: String, result: String)] = [
        ([nil, nil], "./a.html", "./a.html"), (["b/"], "./a.html", "b/a.html"), (["b/", "c/"], "a.html", "b/c/a.html"),
        (["b/c"], "a", "b/a"), (["b/"], "../a", "a"), (["b/"], "../../a", "../a"), (["b/"], "", "b/"),
        (["b/", "/c/"], "a", "/c/a"), (["http://h/x/"], "a?b#c", "http://h/x/a?b#c"), (["http://h"], "a", "http://h/a"),
        (["http://h/x/y"], "../a", "http://h/a"), (["b/"], "http://h/a", "http://h/a"), (["b/c?d"], "#e", "b/c?d#e"),
        (["http://h/x"], "//i/a", "http://i/a"), (["http://h/x"], "/a", "http://h/a"),
        (["http://h/"], "../../a", "http://h/a"),
    ]

    @Test("references are resolved against the bases above them", arguments: resolutions)
    func resolution(bases: [String?], reference: String, result: String) {
        #expect(bases.reduce(BaseChain()) { $0.adding($1) }.resolve(reference) == result)
    }

    static let parameters: [(href: String, parameters: String, result: String)] = [
        ("a", "?b=c", "a?b=c"), ("a", "&?b", "a?b"), ("a?x", "b", "a?x&b"), ("a", "#f", "a#f"), ("a#g", "#f", "a#g"),
        ("a", "?", "a"), ("a", "", "a"),
    ]

    @Test("an item's parameters are added as IMS CP says", arguments: parameters)
    func adding(href: String, parameters: String, result: String) {
        let resource = Resource(identifier: "r", scormType: .sco, href: href, bases: BaseChain(), manifest: 0, line: 1)
        #expect(resource.launch(parameters: parameters)?.text == result)
    }
}
