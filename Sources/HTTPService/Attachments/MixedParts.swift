import ExactJSON
import LearningRecords
import NIOCore
import XAPI

/// The parts of a `multipart/mixed` request as they arrive: the statements, then what is attached to them.
struct MixedParts {
    private let blobs: Blobs
    private let settings: ServiceSettings
    private let read: ReceiveStatements.Reader
    private var json: [UInt8] = []
    private var batch: StatementBatch?
    private var part: AttachmentPart?
    private var received: [String: ReceivedAttachment] = [:]
    private var number = 0

    init(blobs: Blobs, settings: ServiceSettings, read: @escaping ReceiveStatements.Reader) {
        self.blobs = blobs
        self.settings = settings
        self.read = read
    }

    /// The statements are read as soon as their part has ended: what breaks a rule is refused before attachments arrive.
    var hasStatements: Bool { batch != nil }

    mutating func take(_ event: MultipartReader.Event) async throws {
        switch event {
        case .part(let headers): try begin(headers)
        case .content(let bytes): try await add(bytes)
        case .partEnd: try await end()
        }
    }

    private mutating func begin(_ headers: MultipartHeaders) throws {
        number += 1
        guard let batch else { return try Self.checkStatementPart(headers) }
        part = try AttachmentPart(
            headers, number: number, declared: batch.declared, isKnown: { received[$0] != nil }, blobs: blobs,
            limit: settings.attachmentLimit
        )
    }

    /// Without a type it is taken for what it must be; its JSON will tell.
    private static func checkStatementPart(_ headers: MultipartHeaders) throws(Problem) {
        let type = headers["content-type"].map { ParameterizedValue($0).value }
        let encoding = headers["content-transfer-encoding"]?.lowercased()
        guard [nil, "application/json"].contains(type), [nil, "binary", "8bit", "7bit"].contains(encoding) else {
            throw .firstPartNotJSON
        }
    }

    private mutating func add(_ bytes: ByteBuffer) async throws {
        guard batch == nil else { return try await part?.write(bytes) ?? () }
        guard json.count + bytes.readableBytes <= settings.bodyLimit else {
            throw Problem.tooLarge(limit: settings.bodyLimit)
        }
        json.append(contentsOf: bytes.readableBytesView)
    }

    private mutating func end() async throws {
        guard batch != nil else {
            batch = try StatementBatch(json, read: read)
            json = []
            return
        }
        guard let attachment = try await part?.finish(in: blobs) else { return }
        part = nil
        if received[attachment.sha2] == nil {
            received[attachment.sha2] = attachment
        } else {
            blobs.discard(attachment.blob)
        }
    }

    /// What came; called once the body has ended.
    func finish() throws(Problem) -> ReceivedStatements {
        guard let batch else { throw .firstPartNotJSON }
        try batch.declared.requireOctets(among: Set(received.keys))
        return ReceivedStatements(
            statements: batch.statements, attachments: Array(received.values), isList: batch.isList
        )
    }

    /// Removes everything that is on disk; where the attachments are kept, only their temporary names.
    func discard() {
        part?.discard()
        for attachment in received.values { blobs.discard(attachment.blob) }
    }
}
