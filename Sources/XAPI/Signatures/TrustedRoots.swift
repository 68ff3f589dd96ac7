import Foundation
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

/// The certificates to which a signer's chain has to lead for an operator to trust it.
package struct TrustedRoots: Sendable {
    /// A text in which no certificate stands.
    private struct NoCertificate: Error {}

    private let certificates: [Certificate]

    /// Trusts nobody.
    package init() { certificates = [] }

    /// Reads certificates in PEM, one after the other.
    ///
    /// - Throws: where one of them cannot be read, or none stands there.
    package init(pem text: String) throws {
        certificates = try PEMDocument.parseMultiple(pemString: text).map { try Certificate(pemDocument: $0) }
        if certificates.isEmpty { throw NoCertificate() }
    }

    /// The longest chain that is looked at: the ways through certificates that vouch for each other multiply.
    private static let longestChain = 6

    /// Whether a chain leads from the first of them to a root, at this time (RFC 5280 6).
    func trust(_ signer: SigningCertificates, at instant: Instant) async -> Bool {
        guard !certificates.isEmpty, let chain = signer.parsed, let leaf = chain.first,
            chain.count <= Self.longestChain
        else { return false }
        let time = Date(timeIntervalSince1970: Double(instant.microseconds) / 1_000_000)
        var verifier = Verifier(rootCertificates: CertificateStore(certificates)) {
            RFC5280Policy(fixedExpiryValidationTime: time)
        }
        let result = await verifier.validate(leaf: leaf, intermediates: CertificateStore(chain.dropFirst()))
        if case .validCertificate = result { return true }
        return false
    }
}
