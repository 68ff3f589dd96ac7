import LearningRecords
import NIOCore
import XAPI

/// One part of a request on its way to disk, with its hash as it grows.
struct AttachmentPart {
    private let sha2: String
    /// From 1, the statements' own part counted.
    private let number: Int
    private let spool: UploadSpool
    /// Nil where the declared hash is the one that the file is named by.
    private var hash: SHA2?

    /// Checks the part's headers against the attachments that declare its hash (Communication 1.5.2).
    ///
    /// - Parameter isKnown: whether a hash came before. Parts that repeat one are not compared again: a thousand of them with
    ///   a hundred thousand attachments would take minutes.
    init(
        _ headers: MultipartHeaders, number: Int, declared: DeclaredHashes, isKnown: (String) -> Bool, blobs: Blobs,
        limit: Int
    ) throws {
        if let encoding = headers["content-transfer-encoding"], encoding.lowercased() != "binary" {
            throw Problem.encodedPart(number)
        }
        guard let sha2 = headers["x-experience-api-hash"]?.lowercased(), !sha2.isEmpty else {
            throw Problem.partWithoutHash(number)
        }
        guard let hash = SHA2(digits: sha2.utf8.count), !declared[sha2].isEmpty else { throw Problem.strayPart(number) }
        for place in isKnown(sha2) ? [] : declared[sha2] { try Self.compare(headers, with: place, number) }
        self.sha2 = sha2
        self.number = number
        if case .sha256 = hash { self.hash = nil } else { self.hash = hash }
        spool = try UploadSpool(path: blobs.newSpoolPath(), limit: limit)
    }

    mutating func write(_ bytes: ByteBuffer) async throws {
        hash?.update(bytes)
        try await spool.write(bytes.readableBytesView)
    }

    /// Where the bytes have the declared hash, makes them ready to be kept.
    func finish(in blobs: Blobs) async throws -> ReceivedAttachment {
        let upload = try await spool.finish()
        guard (hash?.finalize() ?? upload.sha256) == bytes(hexadecimal: sha2) else { throw Problem.wrongHash(number) }
        return ReceivedAttachment(sha2: sha2, blob: try await blobs.prepare(upload))
    }

    func discard() { spool.discard() }

    /// What a header and a property both say must be the same. A parameter that one of the two leaves out is no
    /// difference: the specification's own example has `text/plain` for `text/plain; charset=ascii`.
    private static func compare(
        _ headers: MultipartHeaders, with place: DeclaredHashes.Place, _ number: Int
    ) throws(Problem) {
        if let text = headers["content-type"] {
            let (sent, declared) = (ParameterizedValue(text), ParameterizedValue(place.attachment.contentType))
            let isSame =
                sent.value == declared.value
                && sent.parameters.allSatisfy { name, value in
                    declared.parameters[name].map { $0.lowercased() == value.lowercased() } ?? true
                }
            guard isSame else { throw .differentHeader("Content-Type", number, at: place.pointer + "/contentType") }
        }
        if let length = headers["content-length"], Int64(length) != place.attachment.length {
            throw .differentHeader("Content-Length", number, at: place.pointer + "/length")
        }
    }
}
