import ExactJSON
import Foundation
import TransparencyLog
import XAPI
import ZipArchive

/// A bundle on disk. Nothing in it is believed; its files are read under limits.
struct BundleFile {
    private static let largestFile = 512 << 20

    let recordFiles: Int
    let periodFiles: Int
    private let archive: ZipArchive
    private let path: String

    init(_ path: String) throws {
        self.path = path
        archive = try ZipArchive(path: path)
        guard archive.members.allSatisfy({ $0.method == .stored && !$0.isDirectory }) else {
            throw BundleStop.fails("Ce n’est pas une archive de preuves.", "This is no bundle.")
        }
        recordFiles = archive.members.count { $0.path.hasPrefix("records/") }
        periodFiles = archive.members.count { $0.path.hasPrefix("periods/") }
    }

    func content(_ path: String) throws -> [UInt8] {
        guard let member = archive.member(path) else {
            throw BundleStop.fails("Il manque « \(path) ».", "“\(path)” is missing.")
        }
        return try archive.read(member, limit: Self.largestFile)
    }

    func records(_ number: Int) throws -> [UInt8] { try content(BundlePath.records(number)) }

    func head() throws -> BundleHead {
        let bytes = try content(BundlePath.head)
        guard let root = try? JSONDocument(reading: bytes).root, root[key: "format"]?.string == BundleHead.format else {
            throw BundleStop.fails("Ce n’est pas une archive de preuves.", "This is no bundle.")
        }
        guard let version = root[key: "version"]?.integer, version == BundleHead.version else {
            throw BundleStop.unknown(
                "Cette version d’archive est inconnue de ce programme.",
                "This program does not know the bundle’s version."
            )
        }
        guard let asOf = root[key: "as_of"]?.string.flatMap({ Instant(iso8601: $0) }),
            let question = BundleQuestion(reading: try content(BundlePath.question)),
            let note = try? SignedNote(reading: try content(BundlePath.checkpoint))
        else { throw BundleStop.fails("L’en-tête est illisible.", "The head cannot be read.") }
        let head = BundleHead(asOf: asOf, question: question, note: note, growth: try growth(since: root[key: "since"]))
        try check(BundlePath.head, is: head.json)
        try check(BundlePath.checkpoint, is: note.bytes)
        if let growth = head.growth { try check(BundlePath.growth, is: growth.proof.bytes) }
        return head
    }

    private func growth(since: JSONValue?) throws -> BundleHead.Growth? {
        guard let since, !since.isNull else { return nil }
        let proof = try? ConsistencyNote(reading: try content(BundlePath.growth))
        guard let proof, let root = since[key: "root"]?.string.flatMap(Base64Text.bytes(of:)).flatMap({ TreeHash($0) })
        else { throw BundleStop.fails("La preuve de croissance est illisible.", "The proof of growth cannot be read.") }
        return BundleHead.Growth(proof, oldRoot: root)
    }

    func check(_ path: String, is expected: [UInt8]) throws {
        guard try content(path) == expected else {
            throw BundleStop.fails("« \(path) » ne dit pas ce qu’il devrait.", "“\(path)” does not say what it should.")
        }
    }

    /// Files in the order in which a bundle has them, and no others.
    func checkNames(rules: [String], hasGrowth: Bool) throws {
        let expected =
            [BundlePath.head, BundlePath.question, BundlePath.checkpoint] + (hasGrowth ? [BundlePath.growth] : [])
            + (0..<recordFiles).map(BundlePath.records) + [BundlePath.proof] + rules
            + [BundlePath.claims, BundlePath.summary] + (periodFiles > 0 ? [BundlePath.seals] : [])
            + (0..<periodFiles).map(BundlePath.period)
        guard archive.members.map(\.path) == expected else {
            throw BundleStop.fails(
                "L’archive contient d’autres fichiers, ou dans un autre ordre.",
                "The archive holds other files, or in another order."
            )
        }
    }

    /// The file is, byte by byte, what `BundleWriter` makes of its members, so that nothing hides between them.
    func checkForm(_ head: BundleHead) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        let other = BundleStop.fails(
            "Le fichier n’a pas la forme d’une archive de preuves.", "The file does not have the form of a bundle.")
        var writer = StoredZipWriter { bytes in
            guard try file.read(upToCount: bytes.count)?.elementsEqual(bytes) ?? bytes.isEmpty else { throw other }
        }
        for member in archive.members { try writer.add(member.path, try archive.read(member, limit: Self.largestFile)) }
        try writer.finish()
        guard try file.read(upToCount: 1)?.isEmpty ?? true else { throw other }
    }
}
