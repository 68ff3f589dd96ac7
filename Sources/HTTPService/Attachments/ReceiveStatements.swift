import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import XAPI

/// Reads the statements in a request, as `application/json` or, with attachments, as `multipart/mixed`
/// (Communication 1.5). Attachments go to disk as they arrive.
struct ReceiveStatements: Sendable {
    /// Checks the statements in the JSON that came.
    typealias Reader = @Sendable (JSONDocument) throws -> [Statement]

    /// The statements' part, and an attachment each.
    private static let partLimit = 1_001
    /// Bytes; a body below it is not counted among the large ones.
    private static let smallBody = 1 << 20

    /// Bytes of JSON that are read and stored at once, and with them what one commit takes in; those of small bodies do not
    /// count.
    private static let bodiesAtOnce = 2 << 20
    private static let small = 16 << 10

    let blobs: Blobs
    let settings: ServiceSettings
    private let largeOnes: Slots
    private let bodies = Allowance(bodiesAtOnce)

    init(blobs: Blobs, settings: ServiceSettings) {
        self.blobs = blobs
        self.settings = settings
        largeOnes = Slots(settings.attachmentsAtOnce)
    }

    /// - Parameter use: stores what came. What is temporary of it is removed when this returns.
    func callAsFunction<T>(
        _ request: Request, read: @escaping Reader, use: (ReceivedStatements) async throws -> T
    ) async throws -> T {
        switch request.mediaType {
        case "application/json":
            let bytes = try await BodyReader(limit: settings.bodyLimit, timeout: settings.bodyTimeout).read(request)
            guard bytes.count > Self.small else { return try await receive(bytes, read, use) }
            return try await bodies.use(bytes.count) { try await receive(bytes, read, use) }
        case "multipart/mixed": return try await receiveMixed(request, read, use)
        default:
            throw Problem(
                .invalidBody,
                french: "Le type de contenu doit être application/json, ou multipart/mixed avec des pièces jointes.",
                english: "The content type must be application/json, or multipart/mixed with attachments."
            )
        }
    }

    private func receive<T>(
        _ json: [UInt8], _ read: @escaping Reader, _ use: (ReceivedStatements) async throws -> T
    ) async throws -> T {
        let batch = try StatementBatch(json, read: read)
        try batch.declared.requireOctets(among: [])
        return try await use(ReceivedStatements(statements: batch.statements, attachments: [], isList: batch.isList))
    }

    private func receiveMixed<T>(
        _ request: Request, _ read: @escaping Reader, _ use: (ReceivedStatements) async throws -> T
    ) async throws -> T {
        guard let boundary = request.mediaTypeParameter("boundary"),
            let reader = MultipartReader(boundary: boundary, partLimit: Self.partLimit)
        else { throw Problem.noBoundary }
        try BodyReader.checkLength(of: request, limit: requestLimit)
        let isSmall = request.headers[.contentLength].flatMap { Int($0) }.map { $0 <= Self.smallBody } ?? false
        guard isSmall || largeOnes.take() else { throw Problem.tooManyAttachments }
        defer { if !isSmall { largeOnes.giveBack() } }
        var parts = MixedParts(blobs: blobs, settings: settings, read: read)
        // Not a `defer`: what is discarded is what the parts have become.
        do {
            try await copy(request.body, through: reader, to: &parts)
            let result = try await use(try parts.finish())
            parts.discard()
            return result
        } catch {
            parts.discard()
            throw error
        }
    }

    /// Bytes of a whole request.
    private var requestLimit: Int { settings.bodyLimit + 4 * settings.attachmentLimit }

    private func copy(_ body: RequestBody, through reader: MultipartReader, to parts: inout MixedParts) async throws {
        var reader = reader
        var arriving = ArrivingBody(body, timeout: settings.bodyTimeout)
        var received = 0
        while let chunk = try await arriving.next() {
            received += chunk.readableBytes
            guard received <= requestLimit else { throw Problem.tooLarge(limit: requestLimit) }
            do {
                reader.feed(chunk)
                while let event = try reader.next() { try await parts.take(event) }
                if parts.hasStatements { arriving.timeout = settings.uploadTimeout }
            } catch let fault as MultipartReader.Fault { throw Problem(fault) }
        }
        do throws(MultipartReader.Fault) { try reader.finish() } catch { throw Problem(error) }
    }
}
