/// The rules under which a request and its statements are read.
///
/// xAPI 1.0.3 Communication 3.3; xAPI 2.0 (IEEE 9274.1.1) 4.1.
package enum XAPIVersion: Sendable, Equatable, CaseIterable {
    case v1_0_3, v2_0

    /// Reads the value of `X-Experience-API-Version`: `1.0`, `1.0.x`, `2.0` or `2.0.x`.
    ///
    /// - Returns: nil for anything else, which a server answers with 400.
    package init?(header: String) {
        if Self.isPatch(header, of: "1.0") {
            self = .v1_0_3
        } else if Self.isPatch(header, of: "2.0") {
            self = .v2_0
        } else {
            return nil
        }
    }

    /// The value of `X-Experience-API-Version` in answers: the newest patch of the version.
    package var header: String {
        switch self {
        case .v1_0_3: "1.0.3"
        case .v2_0: "2.0.0"
        }
    }

    /// What a statement without `version` gets when it is stored (Data 2.4.10).
    package var statementVersion: String {
        switch self {
        case .v1_0_3: "1.0.0"
        case .v2_0: "2.0.0"
        }
    }

    /// Whether a statement may say this `version`: `1.0` and `1.0.x`, and from 2.0 on also `2.0` and `2.0.x`.
    ///
    /// Data 2.4.10 has all values accepted that start with `1.0.`; what follows must be of Semantic Versioning.
    package func accepts(statementVersion text: String) -> Bool {
        Self.isPatch(text, of: "1.0") || (self == .v2_0 && Self.isPatch(text, of: "2.0"))
    }

    private static func isPatch(_ text: String, of minor: String) -> Bool {
        guard text.hasPrefix(minor) else { return false }
        var rest = text.utf8.dropFirst(minor.utf8.count)
        guard let dot = rest.popFirst() else { return true }
        guard dot == UInt8(ascii: "."), let digit = rest.first, digit.isDigit else { return false }
        return rest.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }
}
