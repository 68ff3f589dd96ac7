import TestSupport
import Testing

/// An archive that is taken, and the files in it.
struct GoodArchive: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let texts: [String: String]

    init(_ description: String, _ writer: ZipWriter, _ texts: [String: String]) {
        testDescription = description
        bytes = writer.bytes
        self.texts = texts
    }

    private static let pair = ZipWriter(ZipEntry("a.txt", "alpha"), ZipEntry(deflated: "b/c.txt", "gamma"))
    private static let pairTexts = ["a.txt": "alpha", "b/c.txt": "gamma"]
    private static let endRecord = ByteWriter([0x50, 0x4B, 5, 6]).bytes
    /// Alone, a whole archive: nothing in it, and nothing after it.
    private static let emptyArchive = endRecord + [UInt8](repeating: 0, count: 18)

    static let all = containers + members + names

    private static let containers = [
        GoodArchive("stored and deflated", pair, pairTexts),
        GoodArchive("nothing in it", ZipWriter(), [:]),
        GoodArchive("nothing in it, with zip64 records", ZipWriter().with { $0.hasZip64End = true }, [:]),
        GoodArchive("zip64 end records", pair.with { $0.hasZip64End = true }, pairTexts),
        GoodArchive(
            "zip64 end records that repeat what the short one says",
            pair.with {
                $0.hasZip64End = true
                $0.changeEnd = { ($0.count, $0.countHere) = (2, 2) }
            },
            pairTexts
        ),
        GoodArchive("something before it", pair.with { $0.prefix = Array("MZ unpacks itself".utf8) }, pairTexts),
        GoodArchive(
            "something before it, offsets from the beginning of the file",
            pair.with {
                $0.prefix = Array("#!/bin/sh\n".utf8)
                $0.countsFromFile = true
            },
            pairTexts
        ),
        GoodArchive(
            "something before it, with zip64 records",
            pair.with {
                $0.prefix = Array("MZ".utf8)
                $0.hasZip64End = true
            },
            pairTexts
        ),
        GoodArchive("a comment", pair.with { $0.comment = Array("Exporté le 1er mars".utf8) }, pairTexts),
        GoodArchive("the longest comment", pair.with { $0.comment = .init(repeating: 32, count: 65_535) }, pairTexts),
        GoodArchive("a comment with an end signature", pair.with { $0.comment = endRecord + [1, 2, 3] }, pairTexts),
        GoodArchive("a comment that is an empty archive", pair.with { $0.comment = emptyArchive }, pairTexts),
        GoodArchive(
            "a comment with a record whose directory is not there",
            pair.with { $0.comment = endRecord + [0, 0, 0, 0, 1, 0, 1, 0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
            pairTexts
        ),
        GoodArchive("bytes after it", pair.with { $0.trailer = [13, 10] }, pairTexts),
        GoodArchive(
            "an archive in it, stored last",
            ZipWriter(ZipEntry(name: Array("inner.bin".utf8), stored: ZipWriter(ZipEntry("x", "y")).bytes)),
            ["inner.bin": String(decoding: ZipWriter(ZipEntry("x", "y")).bytes, as: UTF8.self)]
        ),
    ]

    private static let members = [
        GoodArchive("a file of no bytes", ZipWriter(ZipEntry("a"), ZipEntry(deflated: "b", "")), ["a": "", "b": ""]),
        GoodArchive(
            "said to be deflated, of no bytes at all",
            ZipWriter(ZipEntry("a").claiming { $0.method = 8 }),
            ["a": ""]
        ),
        GoodArchive("folders", ZipWriter(ZipEntry("a/"), ZipEntry("a/b", "1"), ZipEntry("c/")), ["a/b": "1"]),
        GoodArchive("a folder twice", ZipWriter(ZipEntry("a/"), ZipEntry("a/"), ZipEntry("a/b", "1")), ["a/b": "1"]),
        GoodArchive("a folder, deflated", ZipWriter(ZipEntry(deflated: "a/", "")), [:]),
        GoodArchive(
            "a folder by its mode alone",
            ZipWriter(ZipEntry("a").with { $0.externalAttributes = 0o040755 << 16 }),
            [:]
        ),
        GoodArchive(
            "a file with a mode",
            ZipWriter(ZipEntry("a", "1").with { $0.externalAttributes = 0o100644 << 16 }),
            ["a": "1"]
        ),
        GoodArchive(
            "sizes in zip64 fields",
            ZipWriter(ZipEntry("a", "1").wide(), ZipEntry("b", "2")),
            ["a": "1", "b": "2"]
        ),
        GoodArchive(
            "a gap between members",
            ZipWriter(ZipEntry("a", "1").with { $0.gap = 9 }, ZipEntry("b")),
            ["a": "1", "b": ""]
        ),
        GoodArchive(
            "data descriptors of each form",
            ZipWriter(
                ZipEntry("a", "1").streamed(.signed),
                ZipEntry(deflated: "b", "2").streamed(.bare),
                ZipEntry("c", "3").streamed(.signedWide),
                ZipEntry("d", "4").streamed(.bareWide)
            ),
            ["a": "1", "b": "2", "c": "3", "d": "4"]
        ),
        GoodArchive(
            "a data descriptor is announced, and the local header says all the same",
            ZipWriter(ZipEntry("a", "1").claiming { $0.flags = 8 }),
            ["a": "1"]
        ),
        GoodArchive(
            "members in another order than the directory's",
            ZipWriter(
                ZipEntry("a", "1").with { $0.claimedOffset = 32 }.with { $0.central.name = Array("b".utf8) },
                ZipEntry("b", "1").with { $0.claimedOffset = 0 }.with { $0.central.name = Array("a".utf8) }
            ),
            ["a": "1", "b": "1"]
        ),
    ]

    private static let names = [
        GoodArchive(
            "UTF-8, said",
            ZipWriter(ZipEntry("évaluation.html", "1").claiming { $0.flags = 1 << 11 }),
            ["évaluation.html": "1"]
        ),
        GoodArchive("UTF-8, unsaid", ZipWriter(ZipEntry("évaluation.html", "1")), ["évaluation.html": "1"]),
        GoodArchive("CP437", ZipWriter(ZipEntry(name: [0x82, 0x61, 0x80, 0xFF], stored: [49])), ["éaÇ\u{A0}": "1"]),
        GoodArchive(
            "Info-ZIP's name in UTF-8",
            ZipWriter(
                ZipEntry(name: [0xB5], stored: [49]).with { $0.central.extra = ZipEntry.unicodePath("Á", of: [0xB5]) }),
            ["Á": "1"]
        ),
        GoodArchive(
            "Info-ZIP's name of another name",
            ZipWriter(ZipEntry("a", "1").with { $0.central.extra = ZipEntry.unicodePath("b", of: [0xB5]) }),
            ["a": "1"]
        ),
        GoodArchive("backslashes", ZipWriter(ZipEntry("a\\b\\c.txt", "1"), ZipEntry("d\\")), ["a/b/c.txt": "1"]),
        GoodArchive(
            "padding in the extra fields",
            ZipWriter(ZipEntry("a", "1").claiming { $0.extra = [0, 0, 0] }),
            ["a": "1"]
        ),
    ]
}
