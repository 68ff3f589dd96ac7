import Testing
package import ZipArchive

/// An archive that is not taken, and why.
package struct BadArchive: CustomTestStringConvertible, Sendable {
    package let testDescription: String
    package let bytes: [UInt8]
    package let refusal: ZipRefusal
    package var limits = ZipArchive.Limits()
    /// Whether it is bad under these limits alone.
    package private(set) var hasOwnLimits = false

    package init(_ description: String, _ bytes: [UInt8], _ refusal: ZipRefusal) {
        testDescription = description
        self.bytes = bytes
        self.refusal = refusal
    }

    package init(_ description: String, _ writer: ZipWriter, _ refusal: ZipRefusal) {
        self.init(description, writer.bytes, refusal)
    }

    /// One entry that lies.
    package init(_ description: String, _ entry: ZipEntry, _ refusal: ZipRefusal) {
        self.init(description, ZipWriter(entry), refusal)
    }

    /// One entry, and a limit that is just too low for it.
    package init(
        _ description: String,
        _ writer: ZipWriter,
        _ refusal: ZipRefusal,
        limit: (inout ZipArchive.Limits) -> Void
    ) {
        self.init(description, writer, refusal)
        limit(&limits)
        hasOwnLimits = true
    }

    package static let all = files + ends + headers + kinds + names + limits + contents

    private static let file = ZipEntry("a", "alpha")
    private static let directory = ZipRefusal.damaged(path: nil)

    private static let files = [
        BadArchive("nothing", [], .notAZip),
        BadArchive("a web page", Array("<html><body>404</body></html>".utf8), .notAZip),
        BadArchive("the beginning of an archive", Array(ZipWriter(file).bytes.prefix(40)), .truncated),
        BadArchive(
            "a comment that is cut off",
            ZipWriter(file).with { $0.changeEnd = { $0.commentLength = 9 } },
            .truncated
        ),
        BadArchive(
            "an archive that ends behind one that it holds",
            ByteWriter([0x50, 0x4B, 3, 4]).bytes + [UInt8](repeating: 0, count: 40) + ZipWriter(file).bytes,
            .truncated
        ),
    ]

    private static let ends = [
        end("another volume", .severalVolumes) { $0.disk = 1 },
        end("members on another volume", .severalVolumes) { $0.countHere = 0 },
        end("more members than there are", directory) { ($0.count, $0.countHere) = (2, 2) },
        end("no member, and a directory", directory) { ($0.count, $0.countHere) = (0, 0) },
        end("a directory before the file", directory) { $0.directorySize = .max - 1 },
        end("a directory that is too short", directory) { $0.directorySize -= 1 },
        end("an offset past the end", directory) { $0.directoryOffset = .max - 1 },
        end("the highest numbers, and no zip64 record", directory) {
            ($0.directorySize, $0.directoryOffset) = (.max, .max)
        },
        BadArchive(
            "fewer members than there are",
            ZipWriter(file, ZipEntry("b")).with { $0.changeEnd = { ($0.count, $0.countHere) = (1, 1) } },
            directory
        ),
        BadArchive(
            "a zip64 record that contradicts the short one",
            ZipWriter(file).with {
                $0.hasZip64End = true
                $0.changeEnd = { ($0.count, $0.countHere) = (2, 2) }
            },
            directory
        ),
        BadArchive(
            "a zip64 count beyond all numbers",
            ZipWriter(file).with {
                $0.hasZip64End = true
                $0.zip64Count = .max
            },
            directory
        ),
        BadArchive(
            "a zip64 count beyond the directory",
            ZipWriter(file).with {
                $0.hasZip64End = true
                $0.zip64Count = 1 << 62
            },
            directory
        ),
        BadArchive(
            "zip64 records that count from two places",
            ZipWriter(file).with {
                ($0.prefix, $0.hasZip64End) = ([77, 90], true)
                $0.zip64Offset = 35
            },
            directory
        ),
        BadArchive("a member on another volume", ZipWriter(file.with { $0.volume = 1 }), .severalVolumes),
        BadArchive("two archives in one", twoInOne, directory),
    ]

    /// The comment is the directory of another archive, with an end record that fits the file as well as the first.
    private static var twoInOne: [UInt8] {
        let first = ZipWriter(ZipEntry("a", "1")).bytes
        var second = ByteWriter()
        second.addCentral(ZipEntry("a", "1"), offset: 0)
        let size = second.bytes.count
        second.add(0x0605_4B50 as UInt32, 0 as UInt32, 1 as UInt16, 1 as UInt16, UInt32(size), UInt32(first.count))
        second.add(0 as UInt16)
        return ZipWriter(ZipEntry("a", "1")).with { $0.comment = second.bytes }.bytes
    }

    private static func end(
        _ description: String,
        _ refusal: ZipRefusal,
        _ change: @escaping @Sendable (inout ZipWriter.End) -> Void
    ) -> BadArchive {
        BadArchive(description, ZipWriter(file).with { $0.changeEnd = change }, refusal)
    }

    private static let headers = [
        BadArchive("no local header where one should be", file.with { $0.claimedOffset = 3 }, .damaged(path: "a")),
        BadArchive("a local header behind the directory", file.with { $0.claimedOffset = 5000 }, .damaged(path: "a")),
        lie("another name in the local header") { $0.local.name = [98] },
        lie("a longer name in the local header") { $0.local.name = [97, 98] },
        lie("another method in the local header") { $0.local.method = 8 },
        lie("another size in the local header") { $0.local.size = 4 },
        lie("another compressed size in the local header") { $0.local.compressedSize = 4 },
        lie("another checksum in the local header") { $0.local.crc32 = 7 },
        lie("encrypted in the local header alone") { $0.local.flags = 1 },
        lie("another size in the local header, before a data descriptor that is right") {
            $0 = $0.streamed(.signed)
            $0.local.size = 4
        },
        lie("another checksum in the local header, before a data descriptor that is right") {
            $0 = $0.streamed(.signed)
            $0.local.crc32 = 4
        },
        lie("sizes left open, and no data descriptor announced") {
            $0 = $0.streamed(.signed)
            $0.local.flags = 0
        },
        lie("a data descriptor that is not there") {
            $0 = $0.streamed(.signed)
            $0.descriptor = nil
        },
        lie("a stored file of another size than its bytes") { ($0.central.size, $0.local.size) = (6, 6) },
        lie("two names in UTF-8") {
            $0.central.flags = 1 << 11
            $0.central.extra = ZipEntry.unicodePath("b", of: [97])
        },
        BadArchive(
            "more content than the file has",
            file.claiming { ($0.compressedSize, $0.size) = (999, 999) },
            .damaged(path: "a")
        ),
        BadArchive(
            "the highest sizes, and no zip64 field",
            file.claiming { ($0.compressedSize, $0.size) = (.max, .max) },
            directory
        ),
        BadArchive(
            "a zip64 size beyond all numbers",
            file.wide().claiming { $0.extra = $0.extra.prefix(4) + [UInt8](repeating: 0xFF, count: 16) },
            directory
        ),
        BadArchive(
            "a zip64 field that is too short",
            file.wide().claiming { $0.extra = [1, 0, 4, 0, 1, 2, 3, 4] },
            directory
        ),
    ]

    private static func lie(_ description: String, _ change: (inout ZipEntry) -> Void) -> BadArchive {
        BadArchive(description, file.with(change), .lyingHeader(path: "a"))
    }
}
