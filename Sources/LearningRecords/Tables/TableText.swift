import Foundation

/// The text of a table that somebody exported from a spreadsheet or a human resources system.
struct TableText: Sendable {
    let text: String
    /// Whether the bytes were not UTF-8, and so were read as Windows-1252, in which every byte is a character.
    let isFallback: Bool

    /// A byte order mark says UTF-8 or UTF-16 and is left out; without one the text is UTF-8 where it can be.
    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]),
            let text = String(bytes: bytes, encoding: .utf16)
        {
            self.init(text: text, isFallback: false)
        } else if let text = String(
            validating: bytes.starts(with: Self.mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        {
            self.init(text: text, isFallback: false)
        } else {
            self.init(text: Self.windows1252(bytes), isFallback: true)
        }
    }

    private init(text: String, isFallback: Bool) {
        self.text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        self.isFallback = isFallback
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// ISO 8859-1 too, but for the control characters that nobody writes into a table.
    private static func windows1252(_ bytes: [UInt8]) -> String {
        String(bytes: bytes, encoding: .windowsCP1252) ?? String(bytes: bytes, encoding: .isoLatin1) ?? ""
    }
}
