/// A text with signatures below it (C2SP signed-note). Nothing of it is verified by being read.
package struct SignedNote: Equatable, Sendable {
    /// A line below the text.
    package struct Signature: Equatable, Sendable {
        /// The name of the key.
        package let name: String
        package let keyID: UInt32
        /// What follows the number of the key; its form is the key's affair.
        package let bytes: [UInt8]
    }

    private static let largest = 1 << 20
    private static let mostSignatures = 100

    /// UTF-8, ends with a line feed: what is signed.
    package let text: [UInt8]
    /// At least one.
    package private(set) var signatures: [Signature]

    package init(reading bytes: [UInt8]) throws(LogFault) {
        guard bytes.count <= Self.largest else { throw .noteTooLarge }
        guard Self.isText(bytes), let blank = Self.lastBlankLine(of: bytes) else { throw .malformedNote }
        text = Array(bytes[...blank])
        let lines = bytes[blank...].dropFirst(2).dropLast()
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count <= Self.mostSignatures else { throw .noteTooLarge }
        signatures = []
        for line in lines { signatures.append(try Signature(reading: line)) }
    }

    /// A note that somebody signs.
    package init(signing text: [UInt8], by keys: [SignerKey]) throws(LogFault) {
        guard Self.isText(text), !keys.isEmpty else { throw .malformedNote }
        self.text = text
        signatures = []
        for key in keys { signatures.append(try key.signature(of: text)) }
    }

    /// The note with signatures of others added, such as cosignatures that came apart from it; those that it has already
    /// are left out.
    package func adding(_ others: [Signature]) -> SignedNote {
        var note = self
        for signature in others where !note.signatures.contains(signature) { note.signatures.append(signature) }
        return note
    }

    package var bytes: [UInt8] { text + Array(("\n" + signatures.map(\.line).joined()).utf8) }

    /// UTF-8 without control characters but line feeds, one of them at the end.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.last == UInt8(ascii: "\n") && bytes.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
            && String(validating: bytes, as: UTF8.self) != nil
    }

    /// Where the last line of the text ends; the text may have empty lines of its own, signatures have none.
    private static func lastBlankLine(of bytes: [UInt8]) -> Int? {
        let feed = UInt8(ascii: "\n")
        return bytes.indices.dropLast(2).last { bytes[$0] == feed && bytes[$0 + 1] == feed }
    }
}

extension SignedNote.Signature {
    private static let dash = Array("— ".utf8)

    /// Reads `— name base64`, without the line feed.
    init(reading line: ArraySlice<UInt8>) throws(LogFault) {
        let parts = line.dropFirst(Self.dash.count).split(separator: 0x20, omittingEmptySubsequences: false)
        guard line.starts(with: Self.dash), parts.count == 2,
            let content = StandardBase64.bytes(of: parts[1]), content.count > 4
        else { throw .malformedNote }
        name = String(decoding: parts[0], as: UTF8.self)
        guard KeyName.isValid(name) else { throw .malformedNote }
        keyID = content.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(content.dropFirst(4))
    }

    /// With its line feed.
    var line: String {
        let content = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: keyID >> $0) } + bytes
        return "— \(name) \(StandardBase64.text(of: content))\n"
    }
}

/// Names of keys.
enum KeyName {
    /// Not empty, no spaces and no plus (C2SP signed-note).
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace }
    }
}
