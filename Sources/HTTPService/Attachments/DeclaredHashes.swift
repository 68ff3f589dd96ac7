import ExactJSON
import LearningRecords
import XAPI

/// The attachments that a request's statements declare, by hash.
struct DeclaredHashes: Sendable {
    struct Place: Sendable {
        let attachment: Statement.Attachment
        /// In the JSON that was sent.
        let pointer: String
    }

    private let places: [Place]
    private let byHash: [String: [Place]]

    /// - Parameter isList: whether the statements came as an array.
    init(_ statements: [Statement], isList: Bool) {
        places = statements.enumerated().flatMap { index, statement in
            statement.declaredAttachments.map { declared in
                Place(
                    attachment: declared.attachment, pointer: (isList ? "/\(index)" : "") + declared.pointer.description
                )
            }
        }
        byHash = Dictionary(grouping: places, by: \.attachment.sha2)
    }

    /// - Parameter sha2: in lower case.
    subscript(sha2: String) -> [Place] { byHash[sha2] ?? [] }

    /// Communication 1.5.2: each attachment has a `fileUrl`, or its octets came.
    ///
    /// - Parameter hashes: of what came, in lower case.
    func requireOctets(among hashes: Set<String>) throws(Problem) {
        for place in places where place.attachment.fileURL == nil && !hashes.contains(place.attachment.sha2) {
            throw .missingOctets(at: place.pointer)
        }
    }
}
