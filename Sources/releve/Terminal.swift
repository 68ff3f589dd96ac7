import Foundation
import HTTPService
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
}
