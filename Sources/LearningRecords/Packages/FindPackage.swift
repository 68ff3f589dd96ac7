package import Persistence

/// What an import answered, by the SHA-256 of its bytes.
package struct FindPackage: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter sha256: hexadecimal; where several sources gave the same bytes, the first import answers.
    package func callAsFunction(sha256: String) async throws -> ImportedPackage? {
        guard let digest = bytes(hexadecimal: sha256) else { return nil }
        return try await database.read { try $0.package(sha256: digest) }
    }

    /// Whether the store holds any course: sample packages are for an empty one.
    package func hasAny() async throws -> Bool {
        try await database.read { try !$0.rows("SELECT 1 FROM course LIMIT 1").isEmpty }
    }
}

/// The 32 bytes of a SHA-256; nil for anything but 64 hexadecimal digits.
func bytes(hexadecimal text: String) -> [UInt8]? {
    let digits = text.utf8.map { UInt8(String(UnicodeScalar($0)), radix: 16) }
    guard digits.count == 64 else { return nil }
    return stride(from: 0, to: 64, by: 2).reduce(into: [UInt8]?([])) { bytes, place in
        guard let high = digits[place], let low = digits[place + 1] else { return bytes = nil }
        bytes?.append(high << 4 | low)
    }
}
