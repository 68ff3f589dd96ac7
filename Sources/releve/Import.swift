import ArgumentParser
import Foundation
import HTTPService
import LearningRecords
import XAPI

/// `releve import FILE…`: what `POST /api/v1/packages` does, without a server.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Imports packages: SCORM, cmi5, tincan.xml, IMS CP.")

    @OptionGroup(title: "Store") var store: StoreOptions
    /// script/server passes its own arguments on, so that both use one public address.
    @OptionGroup(visibility: .hidden) var serve: ServeOptions

    @OptionGroup(title: "Packages") var packages: PackageOptions

    @Option(help: "Who provides the courses: cegos, cnfpt, …")
    var source = "internal"

    @Flag(help: "Says what an import would answer, and stores nothing.")
    var validate = false

    @Flag(help: "Does nothing where the store holds a course.")
    var ifEmpty = false

    @Flag(help: "Says nothing of packages that went in.")
    var quiet = false

    @Argument(help: "Zip files; SOURCE=FILE names a source of its own.", completion: .file(extensions: ["zip"]))
    var files: [String]

    func run() async throws {
        let settings = try await Settings(store, serve, packages)
        let store = try await Store(settings)
        let isHeld = ifEmpty ? try await store.useCases.findPackage.hasAny() : false
        var wereTaken = true
        for file in isHeld ? [] : files where try await !take(file, into: store, settings) { wereTaken = false }
        try await store.close()
        if !wereTaken { throw ExitCode.failure }
    }

    /// False where the package was refused.
    private func take(_ file: String, into store: Store, _ settings: Settings) async throws -> Bool {
        let (source, file) = named(file)
        let upload: Upload
        do { upload = try await copy(file, into: store, limit: settings.service.uploadLimit) } catch {
            Terminal.complain(Problem.unreadable(file, because: error))
            return false
        }
        switch try await store.useCases.importPackage(upload, source: source, validate: validate) {
        case .imported(let package), .alreadyHere(let package), .valid(let package):
            if !quiet { report(package, of: file) }
            return true
        case .refused(let refusal):
            let detail = Problem(refusal, in: Terminal.language).detail
            Terminal.complain(
                LocalizedText(french: "\(file) : \(detail.french)", english: "\(file): \(detail.english)")
            )
            return false
        }
    }

    /// `cegos=a.zip`, where no file has this whole name, is a file and its source.
    private func named(_ argument: String) -> (source: String, file: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, !FileManager.default.fileExists(atPath: argument) else { return (source, argument) }
        return (parts[0], parts[1])
    }

    private func copy(_ file: String, into store: Store, limit: Int) async throws -> Upload {
        let handle = try FileHandle(forReadingFrom: URL(filePath: file))
        let spool = try UploadSpool(path: store.files.spoolPath(UUID().uuidString), limit: limit)
        do {
            while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { try await spool.write(chunk) }
            return try await spool.finish()
        } catch {
            spool.discard()
            throw error
        }
    }

    private func report(_ package: ImportedPackage, of file: String) {
        Terminal.say(
            french: "\(file) : « \(package.course.title) », version \(package.version), \(package.course.id)",
            english: "\(file): “\(package.course.title)”, version \(package.version), \(package.course.id)"
        )
        for finding in package.findings {
            let place = finding.line.map { "\(finding.file):\($0)" } ?? finding.file
            let message = Terminal.language == .french ? finding.french : finding.english
            Terminal.say("  \(finding.severity) \(finding.code) \(place) \(message)")
        }
    }
}

extension Problem {
    fileprivate static func unreadable(_ file: String, because error: any Error) -> LocalizedText {
        if error is Problem || error is FileFailure { return Problem(answering: error).detail }
        return LocalizedText(french: "\(file) : fichier illisible.", english: "\(file): the file cannot be read.")
    }
}
