import Crypto
import Foundation

/// What a person without mail or computer types at a shared kiosk: twelve letters and digits, of which none is mistaken for another.
package struct AccessCode: Equatable, Sendable {
    /// Crockford's base 32: without I, L, O and U.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    package static let length = 12
    /// Random bytes that a code takes, of each five bits: sixty bits in all.
    static let randomBytes = 12

    /// `7KQ4M2XP9DTC`
    let letters: String

    /// As it is printed: `7KQ4-M2XP-9DTC`.
    package var text: String {
        stride(from: 0, to: letters.count, by: 4).map { String(letters.dropFirst($0).prefix(4)) }.joined(separator: "-")
    }

    init(random bytes: [UInt8]) {
        let filled = bytes.prefix(Self.length) + Array(repeating: 0, count: max(0, Self.length - bytes.count))
        letters = String(filled.map { Self.alphabet[Int($0 & 31)] })
    }

    /// As somebody typed it: in any case, with blanks and hyphens, with letters for the digits that they look like. Nil for what no
    /// code can be.
    package init?(typed text: String) {
        guard text.utf8.count <= 100 else { return nil }
        var letters = ""
        for character in text.uppercased() where !character.isWhitespace && character != "-" && character != "." {
            let letter: Character =
                switch character {
                case "I", "L": "1"
                case "O": "0"
                default: character
                }
            guard Self.alphabet.contains(letter) else { return nil }
            letters.append(letter)
        }
        guard letters.count == Self.length else { return nil }
        self.letters = letters
    }

    /// What is stored of it.
    func digest(salt: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(letters.utf8), using: SymmetricKey(data: salt)))
    }
}
