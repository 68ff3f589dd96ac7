import Foundation
import Testing
import XAPI

@Suite("IRIs, language tags, UUIDs, versions")
struct FormatTests {
    static let iris = [
        "http://example.com", "https://example.com/a/b?c=d&e=[]#f".replacing("[]", with: "%5B%5D"),
        "urn:isbn:0451450523",
        "tag:example.com,2015:x", "act:x", "mailto:a@b.fr", "http://example.com/فعل/خواندن", "http://例え.jp/パス",
        "http://[2001:db8::1]:8080/x", "http://[v1.a:b]/", "http://user:pw@host:80/", "http://host:/", "file:///etc/x",
        "http://e.fr/#", "http://e.fr?x", "x-y+z.1:a", "http://e.fr/a%20b", "http://e.fr/a:b@c!$&'()*+,;=-._~", "a:b",
        "http://e.fr/\u{10000}", "https://w3id.org/xapi/video/extensions/played-segments", "http://_dot_/x",
    ]
    static let noIRIs = [
        "", "x", "example.com", "/a/b", "//host/x", "#x", "?x", ":x", "1a:b", "http", "http:", "é:x", "http//x",
        "http://e.fr/a b", " http://e.fr", "http://e.fr ", "http://e.fr/<x>", "http://e.fr/{id}", "http://e.fr/a|b",
        "http://e.fr/a\\b", "http://e.fr/a^b", "http://e.fr/a`b", "http://e.fr/\"", "http://e.fr/100%",
        "http://e.fr/%zz", "http://e.fr/%2", "http://e.fr/a[1]", "http://e.fr/a#b#c", "http://[::1/x", "http://[x]/",
        "http://[]/", "http://host:8o/", "http://a]b/", "http://e.fr/\n", "http://e.fr/\u{0}", "http://e.fr/\u{7F}",
        "http://e.fr/\u{85}", "http://e.fr/\u{E000}", "http://e.fr/\u{FFFE}", "http://e.fr/\u{202E}x",
        "http://a@b@c:x/",
    ]

    @Test("an IRI has a scheme and the characters of RFC 3987", arguments: iris)
    func acceptsIRI(_ text: String) {
        #expect(IRI.isValid(text))
    }

    @Test("anything else is no IRI", arguments: noIRIs)
    func refusesIRI(_ text: String) {
        #expect(!IRI.isValid(text))
    }

    static let tags = [
        "fr", "en-US", "es-419", "zh-Hant-TW", "zh-cmn-Hans-CN", "sl-rozaj-biske-1994", "de-CH-1901", "tlh",
        "en-GB-oed",
        "i-klingon", "x-maison", "fr-x-maison-1", "en-a-bbb-x-a-ccc", "de-DE-u-co-phonebk", "EN-us", "abcd", "abcdefgh",
        "zh-min-nan", "art-lojban", "und", "hy-Latn-IT-arevela", "sgn-BE-FR",
    ]
    static let noTags = [
        "", "a", "a12345678", "something", "en_US", "fr-", "-fr", "fr--FR", "fr-a", "x", "x-", "x-abcdefghi", "é",
        "fr FR",
        "en-u", "en-a-x-b", "123", "f1", "fr-FR-FR", "en-abcdefghi", "i-inconnu", "fr-x", "de-419-DE", "abcd-aaa",
    ]

    @Test("a language tag follows the grammar of RFC 5646", arguments: tags)
    func acceptsTag(_ text: String) {
        #expect(LanguageTag.isWellFormed(text))
    }

    @Test("anything else is no language tag", arguments: noTags)
    func refusesTag(_ text: String) {
        #expect(!LanguageTag.isWellFormed(text))
    }

    @Test("a UUID in the standard form is read, whatever its version, and written in lower case")
    func uuids() throws {
        let text = "6690E6C9-3ef0-4ed3-8b37-7f3964730bee"
        let uuid = try #require(UUID(canonical: text))
        #expect(uuid == UUID(uuidString: text))
        #expect(uuid.canonical == text.lowercased())
        for uuid in (0..<100).map({ _ in UUID() }) { #expect(uuid.canonical == uuid.uuidString.lowercased()) }
        #expect(UUID(canonical: "ffffffff-ffff-ffff-ffff-ffffffffffff") != nil)
        let refused = [
            "", "x", text + "0", String(text.dropLast()), "{\(text)}", text.replacing("-", with: ""), " " + text,
            text.replacing("e", with: "g"), text.replacing("-", with: "é"), "6690E6C93-ef0-4ed3-8b37-7f3964730bee",
        ]
        for text in refused { #expect(UUID(canonical: text) == nil, "\(text)") }
    }

    static let headers: [(String, XAPIVersion?)] = [
        ("1.0", .v1_0_3), ("1.0.0", .v1_0_3), ("1.0.3", .v1_0_3), ("1.0.12", .v1_0_3), ("2.0", .v2_0), ("2.0.0", .v2_0),
        ("2.0.7", .v2_0), ("", nil), ("1", nil), ("0.95", nil), ("1.1.0", nil), ("2.1.0", nil), ("3.0.0", nil),
        ("1.0.", nil), ("1.01", nil), ("BAD", nil), (" 1.0.3", nil), ("1.0.3 ", nil), ("1.0.x", nil), ("10.0", nil),
    ]

    @Test("a version header is of 1.0 or of 2.0", arguments: headers)
    func version(_ header: String, version: XAPIVersion?) {
        #expect(XAPIVersion(header: header) == version)
    }
}
