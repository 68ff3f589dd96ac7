import ZipArchive

extension BadArchive {
    private static let file = ZipEntry("a", "alpha")

    package static let kinds = [
        BadArchive("encrypted", file.claiming { $0.flags = 1 }, .encrypted(path: "a")),
        BadArchive("strongly encrypted", file.claiming { $0.flags = 1 << 6 | 1 }, .encrypted(path: "a")),
        BadArchive("deflate64", file.claiming { $0.method = 9 }, .unsupportedMethod(path: "a", method: 9)),
        BadArchive("zstandard", file.claiming { $0.method = 93 }, .unsupportedMethod(path: "a", method: 93)),
        BadArchive("a patch", file.claiming { $0.flags = 1 << 5 }, .unsupportedMethod(path: "a", method: 0)),
        kind("a symbolic link", 0o120777),
        kind("a character device", 0o020666),
        kind("a block device", 0o060660),
        kind("a pipe", 0o010644),
        kind("a socket", 0o140755),
        BadArchive("a folder with content", ZipEntry("a/", "alpha"), .folderWithContent(path: "a")),
        BadArchive(
            "a folder by its mode, with content",
            file.with { $0.externalAttributes = 0o040755 << 16 },
            .folderWithContent(path: "a")
        ),
    ]

    private static func kind(_ description: String, _ mode: UInt32) -> BadArchive {
        BadArchive(description, file.with { $0.externalAttributes = mode << 16 }, .linkOrDevice(path: "a"))
    }

    package static let names = [
        twice("the same name twice", "a", "a"),
        twice("names that differ in case", "Index.html", "index.HTML"),
        twice("names that differ in case, in other letters", "É.html", "é.html"),
        twice("names that are equal once folded", "STRASSE", "straße"),
        twice("a composed and a decomposed accent", "\u{E9}", "e\u{301}"),
        twice("names that differ in slashes", "a/b", "a\\b"),
        BadArchive(
            "a file and a folder of one name",
            ZipWriter(ZipEntry("a", "1"), ZipEntry("a/")),
            .duplicateName("a", "a")
        ),
        BadArchive("folders that differ in case", ZipWriter(ZipEntry("A/"), ZipEntry("a/")), .duplicateName("A", "a")),
        BadArchive(
            "said to be UTF-8, and not",
            ZipEntry(name: [0xE9], stored: []).claiming { $0.flags = 1 << 11 },
            .damaged(path: "Θ")
        ),
        BadArchive(
            "a raw name that climbs behind a harmless one",
            ZipEntry("../a").with { $0.central.extra = ZipEntry.unicodePath("a", of: Array("../a".utf8)) },
            .unsafePath("../a")
        ),
    ]

    private static func twice(_ description: String, _ first: String, _ second: String) -> BadArchive {
        let paths = [first, second].map { $0.replacing("\\", with: "/") }
        return BadArchive(
            description,
            ZipWriter(ZipEntry(first, "1"), ZipEntry(second, "2")),
            .duplicateName(paths[0], paths[1])
        )
    }

    /// Zero bytes: one more than 1032 × 100,000, in about 100,000.
    private static let swelling = ZipEntry(
        name: Array("zeros".utf8),
        method: 8,
        data: Deflate.zeros(thousands: 100_000),
        crc32: 0,
        size: 103_200_001
    )

    package static let limits = [
        BadArchive("too many members", ZipWriter(file, ZipEntry("b")), .tooManyMembers(limit: 1)) { $0.members = 1 },
        BadArchive("a member too large", ZipWriter(file), .tooLarge(.member, path: "a", limit: 4)) {
            $0.memberSize = 4
        },
        BadArchive("too large together", ZipWriter(file, ZipEntry("b", "1")), .tooLarge(.total, path: nil, limit: 5)) {
            $0.totalSize = 5
        },
        BadArchive("too large a directory", ZipWriter(file), .tooLarge(.directory, path: nil, limit: 46)) {
            $0.directorySize = 46
        },
        BadArchive("too long a path", ZipWriter(ZipEntry("abc")), .tooLarge(.path, path: "abc", limit: 2)) {
            $0.pathLength = 2
        },
        BadArchive("a member that swells too much", swelling, .ratio(path: "zeros", limit: 200)),
        BadArchive(
            "members that swell too much together",
            ZipWriter(
                (0..<3).map { _ in smallSwelling }.enumerated().map { place, entry in
                    entry.claiming { $0.name = Array("zeros\(place)".utf8) }
                }
            ),
            .ratio(path: nil, limit: 200)
        ),
    ]

    private static let smallSwelling = ZipEntry(
        name: Array("zeros".utf8),
        method: 8,
        data: Deflate.zeros(thousands: 30_000),
        crc32: 0,
        size: 30_960_001
    )

    package static let contents = [
        BadArchive("another checksum", file.claiming { $0.crc32 = 7 }, .crcMismatch(path: "a")),
        BadArchive("no bytes, and a checksum", ZipEntry("a").claiming { $0.crc32 = 7 }, .crcMismatch(path: "a")),
        BadArchive(
            "no bytes, and a size",
            ZipEntry("a").claiming { ($0.method, $0.size) = (8, 5) },
            .lyingHeader(path: "a")
        ),
        BadArchive(
            "another byte",
            ZipEntry(deflated: "a", "alpha").with { $0.data[6] ^= 1 },
            .crcMismatch(path: "a")
        ),
        BadArchive(
            "no deflate stream",
            ZipEntry(deflated: "a", "alpha").with { $0.data[0] = 7 },
            .damaged(path: "a")
        ),
        BadArchive(
            "declared smaller than it inflates",
            ZipEntry(deflated: "a", "alpha").claiming { $0.size = 4 },
            .lyingHeader(path: "a")
        ),
        BadArchive(
            "a bomb declared small",
            swelling.claiming { $0.size = 100 },
            .lyingHeader(path: "zeros")
        ),
        BadArchive(
            "declared larger than it inflates",
            ZipEntry(deflated: "a", "alpha").claiming { $0.size = 6 },
            .lyingHeader(path: "a")
        ),
        BadArchive("two members in the same bytes", overlapping, .overlapping("a", "b")),
        BadArchive("a member within another", nested, .overlapping("a", "b")),
    ]

    /// One local header for two entries cannot have two names; overlap shows before names do.
    private static let overlapping = ZipWriter(
        ZipEntry(name: [97], stored: ZipWriter(ZipEntry("b", "1")).bytes),
        ZipEntry("b", "1").with { $0.claimedOffset = 31 }
    )

    private static let nested = ZipWriter(
        ZipEntry(deflated: "a", String(repeating: "x", count: 10)).with {
            $0.data += ZipWriter(ZipEntry("b")).bytes.prefix(31)
        }
        .claiming { $0.compressedSize += 31 },
        ZipEntry("b").with { $0.claimedOffset = UInt32(31 + 15) }
    )
}
