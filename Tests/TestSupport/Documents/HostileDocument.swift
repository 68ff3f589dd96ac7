import Testing
package import XMLTree

/// A document that wants to harm, and what becomes of it.
package struct HostileDocument: Sendable, CustomTestStringConvertible {
    package enum Outcome: Hashable, Sendable {
        case parsed
        case tooLarge(XMLRefusal.Bound)
        case entityReference
        case notWellFormed
    }

    package let testDescription: String
    package let text: String
    package let outcome: Outcome

    package init(_ name: String, _ text: String, _ outcome: Outcome) {
        testDescription = name
        self.text = text
        self.outcome = outcome
    }

    package static let all = entities + declarations + sizes + shapes

    package static let entities = [
        HostileDocument("a billion laughs", laughs, .entityReference),
        HostileDocument(
            "one long entity many times",
            "<!DOCTYPE a [<!ENTITY b \"\(repeated("b", 50_000))\">]><a>\(repeated("&b;", 50_000))</a>",
            .entityReference
        ),
        HostileDocument(
            "an external entity",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            .entityReference
        ),
        HostileDocument(
            "an entity in an attribute",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a b=\"&b;\"/>",
            .entityReference
        ),
        HostileDocument("an entity that nobody declares", "<a>caf&eacute;</a>", .entityReference),
        HostileDocument("an undeclared entity in an attribute", "<a b=\"&nbsp;\"/>", .entityReference),
        HostileDocument(
            "an undeclared entity where a DTD could have it",
            "<!DOCTYPE a SYSTEM \"a.dtd\"><a>&eacute;</a>",
            .entityReference
        ),
        HostileDocument(
            "a parameter entity",
            "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://localhost:9/b.dtd\"> %b;]><a/>",
            .entityReference
        ),
        HostileDocument("an entity that is not used", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", .parsed),
        HostileDocument(
            "XML's five and characters by number",
            "<a b=\"&amp;&#x3c;\">&lt;&gt;&quot;&apos;&#233;</a>",
            .parsed
        ),
    ]

    package static let declarations = [
        HostileDocument("an external DTD", "<!DOCTYPE a PUBLIC \"-//X\" \"http://localhost:9/a.dtd\"><a/>", .parsed),
        HostileDocument(
            "XInclude",
            "<a xmlns:x=\"http://www.w3.org/2001/XInclude\"><x:include href=\"/etc/passwd\"/></a>",
            .parsed
        ),
        HostileDocument(
            "a thousand default attributes on a hundred thousand elements",
            "<!DOCTYPE a [<!ATTLIST b \((0..<1_000).map { "a\($0) CDATA 'x'" }.joined(separator: " "))>]><a>"
                + repeated("<b/>", 100_000) + "</a>",
            .parsed
        ),
        HostileDocument(
            "a doctype full of quotes and brackets",
            "<!DOCTYPE a [<!-- ' ] > --><?p ' ]> ?><!ENTITY b \"]><c d='\">]><a x='1'/>",
            .parsed
        ),
    ]

    package static let sizes = [
        HostileDocument("256 deep", repeated("<a>", 256) + repeated("</a>", 256), .parsed),
        HostileDocument("257 deep", repeated("<a>", 257) + repeated("</a>", 257), .tooLarge(.depth)),
        HostileDocument("two million opened and never closed", repeated("<a>", 2_000_000), .tooLarge(.elements)),
        HostileDocument("500,000 elements", "<a>" + repeated("<b/>", 499_999) + "</a>", .parsed),
        HostileDocument("500,001 elements", "<a>" + repeated("<b/>", 500_000) + "</a>", .tooLarge(.elements)),
        HostileDocument("256 attributes", "<a \(attributes(256))/>", .parsed),
        HostileDocument("a million attributes", "<a \(attributes(1_000_000))/>", .tooLarge(.attributes)),
        HostileDocument(
            "namespaces on every level",
            (0..<200).map { depth in "<a " + (0..<40).map { "xmlns:n\(depth)x\($0)='u'" }.joined(separator: " ") + ">" }
                .joined(),
            .tooLarge(.namespaces)
        ),
        HostileDocument("a name of a megabyte", "<\(repeated("a", 1 << 20))/>", .tooLarge(.lengths)),
        HostileDocument("more than 16 MiB", "<a>\(repeated("0123456789abcdef", 1 << 20))</a>", .tooLarge(.bytes)),
    ]

    package static let shapes = [
        HostileDocument("nothing", "", .notWellFormed),
        HostileDocument("white space", " \n ", .notWellFormed),
        HostileDocument("no XML", "PK\u{3}\u{4}", .notWellFormed),
        HostileDocument("cut short", "<a><b>", .notWellFormed),
        HostileDocument("tags that cross", "<a><b></a></b>", .notWellFormed),
        HostileDocument("two roots", "<a/><a/>", .notWellFormed),
        HostileDocument("one attribute twice", "<a b='1' b='2'/>", .notWellFormed),
        HostileDocument(
            "one attribute twice by two prefixes",
            "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>",
            .notWellFormed
        ),
        HostileDocument("a zero byte", "<a>\0</a>", .notWellFormed),
        HostileDocument("a comment without end", "<a><!-- </a>", .notWellFormed),
        HostileDocument("attributes without values", "<a \(repeated("b ", 100_000))/>", .notWellFormed),
    ]

    package static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    private static func attributes(_ count: Int) -> String { (0..<count).map { "a\($0)=''" }.joined(separator: " ") }

    private static let laughs: String = {
        let levels = (1...9).map { level in
            "<!ENTITY l\(level) \"\(repeated("&l\(level - 1);", 10))\">"
        }
        return "<!DOCTYPE a [<!ENTITY l0 \"lol\">\(levels.joined())]><a>&l9;</a>"
    }()
}
