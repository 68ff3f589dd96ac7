import Crypto

/// What tells who signed a note: a name and a public key (C2SP signed-note). Its text is
/// `name+number in hexadecimal digits+base64 of kind and key`.
package struct VerifierKey: Hashable, Sendable {
    /// The numbers stand in keys: they keep their values for ever.
    package enum Kind: UInt8, Sendable {
        /// Signs the text of a note.
        case ed25519 = 1
        /// Says when it saw a checkpoint, and signs both (C2SP tlog-cosignature, `cosignature/v1`).
        case cosignature = 4
    }

    package let name: String
    package let kind: Kind
    /// 32 bytes.
    package let publicKey: [UInt8]
    /// The first four bytes of a hash over name, kind and key: enough to tell keys apart, not to trust one.
    package let keyID: UInt32

    package init(name: String, kind: Kind = .ed25519, publicKey: [UInt8]) throws(LogFault) {
        guard KeyName.isValid(name), publicKey.count == 32 else { throw .malformedKey }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
        let digest = SHA256.hash(data: Array(name.utf8) + [0x0A, kind.rawValue] + publicKey)
        keyID = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    package init(text: String) throws(LogFault) {
        let parts = try KeyText(text.utf8[...])
        guard let kind = Kind(rawValue: parts.kind) else { throw .unknownKeyType }
        try self.init(name: parts.name, kind: kind, publicKey: parts.content)
        guard keyID == parts.keyID else { throw .otherKeyID }
    }

    package var text: String { KeyText(name: name, keyID: keyID, kind: kind.rawValue, content: publicKey).text }
}

/// The form that keys have as text, before it is known what they are.
struct KeyText {
    let name: String
    let keyID: UInt32
    let kind: UInt8
    let content: [UInt8]

    init(name: String, keyID: UInt32, kind: UInt8, content: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.kind = kind
        self.content = content
    }

    init(_ text: Substring.UTF8View) throws(LogFault) {
        // Base64 has plus signs of its own.
        let parts = text.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = StandardBase64.bytes(of: parts[2]), let kind = bytes.first,
            let keyID = UInt32(String(Substring(parts[1])), radix: 16), parts[1].elementsEqual(Self.digits(keyID).utf8)
        else { throw .malformedKey }
        self.init(
            name: String(Substring(parts[0])),
            keyID: keyID,
            kind: kind,
            content: Array(bytes.dropFirst())
        )
    }

    var text: String { "\(name)+\(Self.digits(keyID))+\(StandardBase64.text(of: [kind] + content))" }

    /// Eight of them, in lower case.
    private static func digits(_ keyID: UInt32) -> String {
        let digits = String(keyID, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
