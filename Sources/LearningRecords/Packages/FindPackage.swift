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
