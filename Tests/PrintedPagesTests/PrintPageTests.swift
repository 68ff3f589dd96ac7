import Foundation
import PlainPages
import TestSupport
import Testing

@testable import PrintedPages

@Suite("printed pages")
struct PrintPageTests {
    static let date = "2026-01-20T09:12:44.120Z"

    static func sheet(rows: Int, cell: PlainText = "Terminé", language: PlainPage.Language = .french) -> PlainPage {
        let table = PlainTable(
            "Des lignes", [.init("Personne"), .init("État", width: 2)],
            rows: (0..<rows).map { ["Agent numéro \($0)", cell] }
        )
        return PlainPage(
            "Relevé d’essai", in: language,
            [
                .heading("Relevé d’essai", level: 1), .paragraph("Un " + PlainText("mot", .strong) + " & <b>"),
                .facts([.init("Matricule", "004217"), .init("Nom", "Élodie Martin")]), .table(table),
            ]
        )
    }

    @Test("are tagged, and have a title, a language and the date that was given")
    func whole() throws {
        let pdf = try ReadPDF(try PrintPage()(Self.sheet(rows: 3), date: Self.date))
        #expect(pdf.info.contains("Tagged:          yes"), "\(pdf.info)")
        #expect(pdf.info.contains("Title:           Relevé d’essai"), "\(pdf.info)")
        #expect(pdf.info.contains("Page size:       595 x 842 pts (A4)"), "\(pdf.info)")
        #expect(pdf.info.matches(of: /(CreationDate|ModDate): +Tue Jan 20 09:12:44 2026/).count == 2, "\(pdf.info)")
        #expect(!pdf.info.contains("Error") && !pdf.info.contains("Warning"), "\(pdf.info)")
        for words in ["Un mot & <b>", "004217", "Élodie Martin", "Agent numéro 2", "page 1 sur 1"] {
            #expect(pdf.text.contains(words), "\(words): \(pdf.text)")
        }
        for tag in [
            "Document", "H1", "\"Relevé d’essai\"", "P", "L", "LI", "Lbl", "LBody", "Table", "Caption", "TR", "TH",
            "TD",
        ] {
            #expect(pdf.structure.contains(tag), "\(tag): \(pdf.structure)")
        }
        #expect(!pdf.structure.contains("page 1 sur 1"), "\(pdf.structure)")
        let bytes = String(decoding: try PrintPage()(Self.sheet(rows: 1), date: Self.date), as: UTF8.self)
        #expect(bytes.contains("/Lang (fr)") && bytes.contains("/DisplayDocTitle true"))
    }

    @Test("repeat the head of a table, and say which sheet of how many")
    func long() throws {
        let pdf = try ReadPDF(try PrintPage()(Self.sheet(rows: 120, language: .english), date: Self.date))
        let sheets = pdf.text.components(separatedBy: "\u{c}").dropLast()
        #expect(sheets.count > 2)
        for (place, sheet) in sheets.enumerated() {
            #expect(sheet.contains("Personne") && sheet.contains("page \(place + 1) of \(sheets.count)"), "\(sheet)")
        }
        for row in 0..<120 { #expect(pdf.text.matches(of: try Regex("numéro \(row)\\b")).count == 1, "\(row)") }
    }

    @Test("split a row only where no sheet could hold it, and lose no line of it")
    func tall() throws {
        let words = (0..<900).map { "mot\($0)" }.joined(separator: " ")
        let pdf = try ReadPDF(
            try PrintPage()(Self.sheet(rows: 1, cell: PlainText(words + " " + words)), date: Self.date))
        let whole = String(decoding: words.utf8, as: UTF8.self).split(separator: " ")
        for word in whole { #expect(pdf.text.matches(of: try Regex("\(word)\\b")).count == 2, "\(word)") }
    }

    @Test("are the same for the same, in this process and in another")
    func same() async throws {
        let page = Self.sheet(rows: 60, cell: "Ωmega علي 王 — ℃")
        let first = try PrintPage()(page, date: Self.date)
        let other = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let page = PrintPageTests.sheet(rows: 60, cell: "Ωmega علي 王 — ℃")
            try FileHandle.standardOutput.write(
                contentsOf: Data(try PrintPage()(page, date: PrintPageTests.date)).base64EncodedData())
        }
        let written = String(decoding: other?.standardOutputContent ?? [], as: UTF8.self)
        #expect(written.contains(Data(first).base64EncodedString()), "another process prints other bytes")
        #expect(try PrintPage()(Self.sheet(rows: 2), date: Self.date) != first)
        #expect(try PrintPage()(page, date: Self.date) == first)
        #expect(try PrintPage()(page, date: "2026-01-20T09:12:45Z") != first)
    }

    @Test("are the same when many are printed at once")
    func together() async throws {
        let page = Self.sheet(rows: 30, cell: "Ωmega علي 王")
        let alone = try PrintPage()(page, date: Self.date)
        let all = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<24 { group.addTask { try PrintPage()(page, date: Self.date) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all.count == 24 && all.allSatisfy { $0 == alone })
    }

    @Test("break an identifier without a hyphen of their own")
    func hyphens() throws {
        let iri = PlainText("http://ex.fr/" + String(repeating: "abcdef0123456789", count: 12), .code)
        let table = PlainTable("x", [.init("a"), .init("b", width: 4)], rows: [["x", iri], [iri, "x"]])
        let pdf = try ReadPDF(try PrintPage()(PlainPage("x", in: .french, [.table(table)]), date: Self.date))
        #expect(!pdf.text.contains("-") && !pdf.text.contains("\u{2010}"), "\(pdf.text)")
    }

    @Test("refuse what is beyond their limits")
    func limits() {
        var limits = PrintPage.Limits()
        limits.sheets = 2
        #expect(throws: PrintPage.Refusal.tooLong) {
            try PrintPage(limits: limits)(Self.sheet(rows: 200), date: Self.date)
        }
        limits = .init()
        limits.bytes = 4_000
        #expect(throws: PrintPage.Refusal.tooLong) {
            try PrintPage(limits: limits)(Self.sheet(rows: 5), date: Self.date)
        }
        limits = .init()
        limits.text = 100
        #expect(throws: PrintPage.Refusal.tooLong) {
            try PrintPage(limits: limits)(Self.sheet(rows: 5), date: Self.date)
        }
    }

    @Test("print whatever letters people send, in any place")
    func odd() throws {
        var random = SystemRandomNumberGenerator()
        func text() -> PlainText {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...80, using: &random) {
                let top: UInt32 = [0x80, 0x800, 0x3000, 0x11_0000].randomElement(using: &random) ?? 0x80
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<top, using: &random)) { scalars.append(scalar) }
            }
            let looks: [PlainText.Look] = [.normal, .small, .strong, .code]
            return PlainText(String(scalars), looks.randomElement(using: &random) ?? .normal)
        }
        for _ in 0..<60 {
            let table = PlainTable(
                text(), [.init(text(), width: .random(in: -1...9, using: &random)), .init(text())],
                rows: [[text(), text()], [], [text()], [text(), PlainText(lines: [text(), text()]), text()]],
                isToSign: .random(using: &random)
            )
            let page = PlainPage(
                text(), in: .french,
                [
                    .heading(text(), level: .random(in: -1...9, using: &random)), .paragraph(text() + text()),
                    .pageBreak,
                    .facts([.init(text(), text())]), .facts([]), .table(table), .table(.init("", [], rows: [[]])),
                ]
            )
            _ = try PrintPage()(page, date: Self.date)
        }
    }

    @Test("take long words and texts without an end of line in their stride")
    func longest() throws {
        let word = String(repeating: "é", count: 200_000)
        let marks = "e" + String(repeating: "\u{301}", count: 20_000)
        let page = PlainPage("x", in: .french, [.paragraph(PlainText(word)), .paragraph(PlainText(marks))])
        let pdf = try ReadPDF(try PrintPage()(page, date: Self.date))
        #expect(pdf.text.count { $0 == "é" } >= 200_000)
    }
}
