import Crypto
import Foundation
import LearningRecords
import Persistence
import TestSupport

/// A folder of packages of one test's own, with uploads as they arrive in it.
struct PackageFolder: Sendable {
    let files: DigestFiles

    /// Runs `body`, then removes the folder.
    static func run<T>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (PackageFolder) async throws -> T
    ) async throws -> T {
        let path = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(PackageFolder(files: try DigestFiles(folder: path, suffix: ".zip")))
    }

    /// A package that imports: a tincan.xml of one activity.
    static let package = ZipWriter(
        ZipEntry(
            "tincan.xml",
            """
            <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
            <activity id="https://ex.fr/a" type="http://adlnet.gov/expapi/activities/course"><name>A</name>
            <launch>index.html</launch></activity></activities></tincan>
            """
        ),
        ZipEntry("index.html")
    ).bytes

    /// What the package's file is called once it is kept.
    static let name = SHA256.hash(data: package).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + ".zip"

    /// Writes an upload, whole.
    func upload(_ bytes: [UInt8] = package) throws -> Upload {
        let path = files.spoolPath(UUID().uuidString)
        try Data(bytes).write(to: URL(filePath: path))
        return Upload(path: path, sha256: Array(SHA256.hash(data: bytes)), size: Int64(bytes.count))
    }

    /// Names of everything in the folder, hidden files among them.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: files.folder).sorted() }
    }

    func make(_ name: String) throws { try Data("x".utf8).write(to: URL(filePath: "\(files.folder)/\(name)")) }

    func setAge(ofAll seconds: TimeInterval) throws {
        let time = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -seconds)]
        for name in try names { try FileManager.default.setAttributes(time, ofItemAtPath: "\(files.folder)/\(name)") }
    }

    func importPackage(into database: any Database) -> ImportPackage {
        ImportPackage(database: database, files: files, outlines: CourseOutlines(), publicURL: "https://ex.fr")
    }
}
