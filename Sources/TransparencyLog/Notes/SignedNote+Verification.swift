import Crypto

/// Who signed a note, and when where the signature says so.
package struct VerifiedSignature: Equatable, Sendable {
    package let key: VerifierKey
    /// In seconds since 1970; cosignatures have one.
    package let time: UInt64?
}

extension SignedNote {
    /// Verifies the signatures of known keys; those of others are as if they were not there (C2SP signed-note).
    ///
    /// - Returns: one for each key that signed, in the order of the note.
    /// - Throws: `wrongSignature` where one by a known key is wrong, whatever others say.
    package func signatures(of keys: [VerifierKey]) throws(LogFault) -> [VerifiedSignature] {
        var verified: [VerifiedSignature] = []
        for signature in signatures {
            let known = keys.filter { $0.isNamed(by: signature) }
            guard !known.isEmpty else { continue }
            // Two keys may share name and number by chance, or on purpose.
            guard let found = known.lazy.compactMap({ $0.verified(signature, of: text) }).first else {
                throw .wrongSignature
            }
            if !verified.contains(where: { $0.key == found.key }) { verified.append(found) }
        }
        guard !verified.isEmpty else { throw .noKnownSignature }
        return verified
    }
}

extension VerifierKey {
    private static let signatureLength = 64

    fileprivate func isNamed(by signature: SignedNote.Signature) -> Bool {
        keyID == signature.keyID && name.utf8.elementsEqual(signature.name.utf8)
    }

    /// nil where this key did not make the signature.
    fileprivate func verified(_ signature: SignedNote.Signature, of text: [UInt8]) -> VerifiedSignature? {
        switch kind {
        case .ed25519: isSigned(text, signature.bytes[...]) ? VerifiedSignature(key: self, time: nil) : nil
        case .cosignature: cosignature(signature.bytes, of: text)
        }
    }

    /// Eight bytes of time, then a signature over a text that has it too (C2SP tlog-cosignature).
    private func cosignature(_ bytes: [UInt8], of text: [UInt8]) -> VerifiedSignature? {
        guard bytes.count == 8 + Self.signatureLength else { return nil }
        let time = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let message = Array("cosignature/v1\ntime \(time)\n".utf8) + text
        guard time <= UInt64(Int64.max), isSigned(message, bytes.dropFirst(8)) else { return nil }
        return VerifiedSignature(key: self, time: time)
    }

    private func isSigned(_ message: [UInt8], _ signature: ArraySlice<UInt8>) -> Bool {
        guard signature.count == Self.signatureLength,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }
}
