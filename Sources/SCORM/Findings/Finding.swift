package import XAPI

/// Something odd in a package, for a person to read. The import goes on.
package struct Finding: Sendable, Equatable {
    package enum Severity: String, Sendable, CaseIterable {
        /// Worth knowing; nothing is lost.
        case info
        /// Something was repaired, guessed or left out.
        case warning
        /// Something does not work, such as an activity that cannot be launched.
        case error
    }

    package let code: FindingCode
    package let severity: Severity
    package let message: LocalizedText
    /// Path of the manifest in the archive.
    package let file: String
    /// From 1.
    package let line: Int?

    /// - Parameters:
    ///   - severity: the code's own where none is given.
    ///   - subject: what stands in the document, quoted in the message; shortened where it is long.
    package init(_ code: FindingCode, _ severity: Severity? = nil, _ subject: String = "", file: String, line: Int?) {
        self.code = code
        self.severity = severity ?? code.severity
        self.message = code.message(about: subject)
        self.file = file
        self.line = line
    }
}
