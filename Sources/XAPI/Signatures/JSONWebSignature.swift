import Crypto
import CryptoExtras
import ExactJSON

/// A JSON web signature in compact serialisation (RFC 7515 7.1) taken apart; nothing of it is verified yet.
struct JSONWebSignature {
    /// The "RSA + SHA" series, spelt as RFC 7518 3.1 does (xAPI 1.0.3 Data 2.6).
    enum Algorithm: String, CaseIterable {
        case rs256 = "RS256"
        case rs384 = "RS384"
        case rs512 = "RS512"
    }

    let algorithm: Algorithm
    /// The header's `x5c` in DER, the signer's certificate first; empty where the header has none.
    let certificates: [[UInt8]]
    let payload: [UInt8]
    /// The text that was signed: the first two parts and the dot between them.
    private let signedText: ArraySlice<UInt8>
    private let signature: [UInt8]

    /// What is wrong with a signature.
    struct Flaw: Error {
        let code: InvalidStatement.Code

        init(_ code: InvalidStatement.Code) { self.code = code }
    }

    init(compact text: [UInt8]) throws(Flaw) {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64.bytes(ofURL: parts[0]), let payload = Base64.bytes(ofURL: parts[1]),
            let signature = Base64.bytes(ofURL: parts[2]), !signature.isEmpty
        else { throw Flaw(.malformedSignature) }
        let fields = try Self.header(header)
        guard let algorithm = fields[key: "alg"]?.string.flatMap(Algorithm.init) else {
            throw Flaw(.signatureAlgorithm)
        }
        self.algorithm = algorithm
        certificates = try fields[key: "x5c"].map { json throws(Flaw) in try Self.certificates(json) } ?? []
        self.payload = payload
        self.signature = signature
        signedText = text[..<parts[1].endIndex]
    }

    /// RFC 7515 4: names occur once; 4.1.11: whoever does not understand what `crit` lists must refuse.
    private static func header(_ bytes: [UInt8]) throws(Flaw) -> JSONValue {
        guard let document = try? JSONDocument(reading: bytes), document.root.kind == .object,
            document.duplicateKeys.isEmpty, document.root[key: "crit"] == nil
        else { throw Flaw(.malformedSignature) }
        return document.root
    }

    private static func certificates(_ json: JSONValue) throws(Flaw) -> [[UInt8]] {
        let certificates = json.elements.compactMap { element in
            element.string.flatMap { Base64.bytes(ofPadded: $0.utf8) }
        }
        guard json.count > 0, certificates.count == json.count else { throw Flaw(.signatureCertificate) }
        return certificates
    }

    /// Whether the key's owner signed header and payload (RFC 7518 3.3: RSASSA-PKCS1-v1_5).
    func isSigned(by key: _RSA.Signing.PublicKey) -> Bool {
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        switch algorithm {
        case .rs256:
            return key.isValidSignature(signature, for: SHA256.hash(data: signedText), padding: .insecurePKCS1v1_5)
        case .rs384:
            return key.isValidSignature(signature, for: SHA384.hash(data: signedText), padding: .insecurePKCS1v1_5)
        case .rs512:
            return key.isValidSignature(signature, for: SHA512.hash(data: signedText), padding: .insecurePKCS1v1_5)
        }
    }
}
