import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509
import XAPI

/// Keys and certificates made for one run of these tests.
struct Signatory: Sendable {
    let key: _RSA.Signing.PrivateKey
    let otherKey: _RSA.Signing.PrivateKey
    /// Less than X509 reads, as in the example of the specification.
    let smallKey: _RSA.Signing.PrivateKey
    private let rootKey: _RSA.Signing.PrivateKey

    let root: [UInt8]
    /// Vouched for by the root.
    let middle: [UInt8]
    /// Of `key`: vouched for by the root, by the middle, and by itself.
    let leaf: [UInt8]
    let farLeaf: [UInt8]
    let selfSigned: [UInt8]
    let smallLeaf: [UInt8]
    /// Of an elliptic curve.
    let curveLeaf: [UInt8]

    /// Made once, since it takes a while.
    static let made = Result { try Signatory() }

    static let valid: ClosedRange<String> = "2026-01-01T00:00:00Z"..."2027-01-01T00:00:00Z"

    private init() throws {
        (key, otherKey) = (try .init(keySize: .bits2048), try .init(keySize: .bits2048))
        rootKey = try .init(keySize: .bits2048)
        smallKey = try .init(unsafeKeySize: .init(bitCount: 1024))
        let (root, middle) = (try Issuer("root", rootKey), try Issuer("middle", otherKey))
        self.root = try root.certificate(of: root.key.publicKey, "root", isAuthority: true)
        self.middle = try root.certificate(of: middle.key.publicKey, "middle", isAuthority: true)
        let publicKey = Certificate.PublicKey(key.publicKey)
        leaf = try root.certificate(of: publicKey, "leaf")
        farLeaf = try middle.certificate(of: publicKey, "leaf")
        selfSigned = try Issuer("leaf", key).certificate(of: publicKey, "leaf")
        smallLeaf = try root.certificate(of: Certificate.PublicKey(smallKey.publicKey), "small")
        curveLeaf = try root.certificate(of: Certificate.PublicKey(P256.Signing.PrivateKey().publicKey), "curve")
    }

    var roots: TrustedRoots {
        get throws { try TrustedRoots(pem: PEMDocument(type: "CERTIFICATE", derBytes: root).pemString) }
    }

    private struct Issuer {
        let name: DistinguishedName
        let key: Certificate.PrivateKey

        init(_ name: String, _ key: _RSA.Signing.PrivateKey) throws {
            self.name = try DistinguishedName { CommonName(name) }
            self.key = Certificate.PrivateKey(key)
        }

        func certificate(of key: Certificate.PublicKey, _ subject: String, isAuthority: Bool = false) throws -> [UInt8]
        {
            let constraints: BasicConstraints =
                isAuthority ? .isCertificateAuthority(maxPathLength: nil) : .notCertificateAuthority
            let certificate = try Certificate(
                version: .v3,
                serialNumber: Certificate.SerialNumber(),
                publicKey: key,
                notValidBefore: Date(Signatory.valid.lowerBound, strategy: .iso8601),
                notValidAfter: Date(Signatory.valid.upperBound, strategy: .iso8601),
                issuer: name,
                subject: DistinguishedName { CommonName(subject) },
                signatureAlgorithm: .sha256WithRSAEncryption,
                extensions: Certificate.Extensions { Critical(constraints) },
                issuerPrivateKey: self.key
            )
            var serializer = DER.Serializer()
            try serializer.serialize(certificate)
            return serializer.serializedBytes
        }
    }
}

/// A signature put together part by part, right or wrong.
struct SpeltSignature {
    var header: String
    var payload: String
    var key: _RSA.Signing.PrivateKey
    var algorithm = "RS256"

    /// Header with this algorithm and these certificates.
    init(_ payload: String, _ key: _RSA.Signing.PrivateKey, _ algorithm: String = "RS256", x5c: [[UInt8]] = []) {
        self.payload = payload
        self.key = key
        self.algorithm = algorithm
        let certificates = x5c.map { "\"\(Data($0).base64EncodedString())\"" }.joined(separator: ",")
        header = #"{"alg":"\#(algorithm)"\#(x5c.isEmpty ? "" : #","x5c":[\#(certificates)]"#)}"#
    }

    static func base64URL(_ bytes: some DataProtocol) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Header, payload and signature.
    var parts: [String] {
        get throws {
            let parts = [Self.base64URL(Array(header.utf8)), Self.base64URL(Array(payload.utf8))]
            return parts + [
                Self.base64URL(try signature(of: Data(parts.joined(separator: ".").utf8)).rawRepresentation)
            ]
        }
    }

    var compact: String { get throws { try parts.joined(separator: ".") } }

    private func signature(of data: Data) throws -> _RSA.Signing.RSASignature {
        switch algorithm {
        case "RS384": try key.signature(for: SHA384.hash(data: data), padding: .insecurePKCS1v1_5)
        case "RS512": try key.signature(for: SHA512.hash(data: data), padding: .insecurePKCS1v1_5)
        case "PS256": try key.signature(for: SHA256.hash(data: data), padding: .PSS)
        default: try key.signature(for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5)
        }
    }
}
