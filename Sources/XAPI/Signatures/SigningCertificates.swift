import CryptoExtras
import SwiftASN1
import X509

/// A signer's certificate and those that vouch for it, each for the one before (RFC 7515 4.1.6).
struct SigningCertificates {
    /// The signer's RSA key, of 1024 bits or more.
    let key: _RSA.Signing.PublicKey
    private let der: [[UInt8]]

    /// - Throws: where one of them is no certificate, or the first holds no RSA key.
    init(der: [[UInt8]]) throws(JSONWebSignature.Flaw) {
        let keys = der.map(Self.subjectPublicKeyInfo)
        guard let first = keys.first, let info = first, !keys.contains(nil),
            let key = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: info)
        else { throw JSONWebSignature.Flaw(.signatureCertificate) }
        self.key = key
        self.der = der
    }

    /// The certificates as X509 reads them; nil where it refuses one, for example for a key of less than 2048 bits.
    var parsed: [Certificate]? {
        let parsed = der.compactMap { try? Certificate(derEncoded: $0) }
        return parsed.count == der.count ? parsed : nil
    }

    /// The public key in a certificate of any algorithm (RFC 5280 4.1). X509 reads no RSA key of 1024 bits, with which
    /// the example of the specification (Data, appendix D) is signed; a signature can be right all the same.
    private static func subjectPublicKeyInfo(_ certificate: [UInt8]) -> ArraySlice<UInt8>? {
        guard let root = try? DER.parse(certificate), let parts = children(of: root), parts.count == 3,
            let fields = children(of: parts[0])
        else { return nil }
        // Version, where it is there, is tagged [0]; serial number, algorithm, issuer, validity and subject follow.
        let isTagged = fields.first?.identifier.tagClass == .contextSpecific
        let info = fields.dropFirst(isTagged ? 6 : 5).first
        return info?.identifier == .sequence ? info?.encodedBytes : nil
    }

    private static func children(of node: ASN1Node) -> [ASN1Node]? {
        guard node.identifier == .sequence, case .constructed(let children) = node.content else { return nil }
        return Array(children)
    }
}
