import ArgumentParser
import Foundation
import HTTPService
import LearningRecords
import XAPI

/// Sentences for whoever started the program, in the language of their session.
enum Terminal {
    static let language: Language = {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("fr") == true ? .french : .english
    }()

    static func say(french: String, english: String) {
        say(language == .french ? french : english)
    }

    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    static func complain(_ text: LocalizedText) {
        FileHandle.standardError.write(Data("\(text.text(in: language))\n".utf8))
    }

    /// What is odd in a table.
    static func say(_ findings: [TableFinding], of file: String) {
        for finding in findings {
            let message = finding.message.text(in: language)
            say("\(file):\(finding.line) \(finding.code.severity.rawValue) \(finding.code.rawValue) \(message)")
        }
    }

    /// - Throws: after a complaint, where the file cannot be read.
    static func bytes(ofFile path: String) throws -> [UInt8] {
        if let data = FileManager.default.contents(atPath: path) { return Array(data) }
        complain(LocalizedText(french: "\(path) : fichier illisible.", english: "\(path): the file cannot be read."))
        throw ExitCode.failure
    }
}
