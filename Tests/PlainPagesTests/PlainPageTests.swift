import PlainPages
import Testing

@Suite("pages in plain words")
struct PlainPageTests {
    private static func html(_ blocks: PlainPage.Block...) -> String {
        String(decoding: PlainPage("Titre & <suite>", in: .french, blocks).html, as: UTF8.self)
    }

    @Test("have a language, a title, and nothing that anybody wrote as markup")
    func escaped() {
        let page = Self.html(.heading("Un <b>", level: 1), .paragraph("\"a\" & 'b'"), .facts([.init("<dt>", "</dl>")]))
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
        for words in [
            "<title>Titre &amp; &lt;suite&gt;</title>", "<h1>Un &lt;b&gt;</h1>", "<p>&quot;a&quot; &amp; 'b'</p>",
            "<dt>&lt;dt&gt;</dt><dd>&lt;/dl&gt;</dd>",
        ] { #expect(page.contains(words), "\(words)") }
        #expect(!page.contains("<script") && !page.contains("http"))
    }

    @Test("have tables whose columns and rows are named")
    func tables() {
        let table = PlainTable(
            "Deux lignes", [.init("Qui"), .init("Quoi", width: 3)],
            rows: [["Léa", PlainText(lines: ["fait", "", PlainText("note", .small)])], ["", "x"]], isToSign: true
        )
        let page = Self.html(.table(table), .pageBreak)
        for words in [
            "<table class=\"sign\"><caption>Deux lignes</caption>", "<th scope=\"col\">Quoi</th>",
            "<th scope=\"row\">Léa</th><td>fait<br><small>note</small></td>", "<tr><td></td><td>x</td></tr>",
            "<hr class=\"break\">",
        ] { #expect(page.contains(words), "\(words)") }
    }

    @Test(
        "show no character that cannot be seen or that turns the others around",
        arguments: [
            ("a\u{0}b", "ab"), ("a\nb\tc", "a b c"), ("a\u{202E}b", "ab"), ("a\u{2067}b", "ab"), ("a\u{85}b", "a b"),
            ("\u{FFFE}é\u{1FFFF}", "é"), ("10\u{A0}h", "10\u{A0}h"), ("علي 王", "علي 王"), ("\u{2028}", " "),
        ]
    )
    func visible(text: String, shown: String) {
        #expect(PlainText(text).plain == shown)
    }

    @Test("show none of the code points that are no characters")
    func noCharacters() {
        for value in Array(UInt32(0xFDD0)...0xFDEF) + [0xFFFF, 0x10_FFFE] {
            #expect(PlainText(Unicode.Scalar(value).map { "a\($0)" } ?? "").plain == "a")
        }
    }

    @Test("join their lines")
    func lines() {
        let text = PlainText("a") + PlainText(lines: ["b", PlainText("c", .code)]) + "d"
        #expect(text.plain == "ab\ncd" && text.lines.count == 2 && text.lines.last?.first?.look == .code)
        #expect(PlainText(lines: []).isEmpty && PlainText(lines: []) + "x" == PlainText("x"))
    }
}
