import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore

/// Writes the package in a request to a file: the body itself, or the field `file` of a form. Never in memory, and only so
/// many at a time, their imports included.
final class ReceivePackage: Sendable {
    private let files: DigestFiles
    private let settings: ServiceSettings
    private let random: @Sendable (_ count: Int) -> [UInt8]
    private let slots: Slots

    init(files: DigestFiles, settings: ServiceSettings, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.files = files
        self.settings = settings
        self.random = random
        slots = Slots(settings.uploadsAtOnce)
    }

    /// - Parameter use: takes the upload over. One that waits to be inflated takes disk and time as one that arrives does, so
    ///   it counts until this returns.
    func callAsFunction<T>(_ request: Request, use: (Upload) async throws -> T) async throws -> T {
        try BodyReader.checkLength(of: request, limit: settings.uploadLimit)
        let parser = try parser(for: request)
        try enter()
        defer { slots.giveBack() }
        return try await use(try await receive(request.body, through: parser))
    }

    private func receive(_ body: RequestBody, through parser: MultipartFile?) async throws -> Upload {
        let name = random(16).map { String($0, radix: 16) }.joined()
        let spool = try UploadSpool(path: files.spoolPath(name), limit: settings.uploadLimit)
        do {
            try await copy(body, through: parser, to: spool)
            return try await spool.finish()
        } catch {
            spool.discard()
            throw error
        }
    }

    /// Nil where the body is the package.
    private func parser(for request: Request) throws(Problem) -> MultipartFile? {
        switch request.mediaType {
        case "application/zip", "application/octet-stream", "application/x-zip-compressed": return nil
        case "multipart/form-data":
            guard let boundary = request.mediaTypeParameter("boundary"),
                let parser = MultipartFile(field: "file", boundary: boundary)
            else {
                throw Problem(
                    .invalidBody,
                    french: "La limite (boundary) du formulaire manque ou n’est pas valide.",
                    english: "The form's boundary is missing or not valid."
                )
            }
            return parser
        default:
            throw Problem(
                .unsupportedContentType,
                french: "Envoyez application/zip, ou multipart/form-data avec un champ « file ».",
                english: "Send application/zip, or multipart/form-data with a field “file”."
            )
        }
    }

    private func enter() throws(Problem) {
        guard !slots.take() else { return }
        var problem = Problem(
            .tooManyUploads,
            french: "Trop de paquets arrivent ou sont importés en ce moment. Réessayez.",
            english: "Too many packages arrive or are being imported right now. Try again."
        )
        problem.headers[.retryAfter] = "30"
        throw problem
    }

    private func copy(_ body: RequestBody, through parser: MultipartFile?, to spool: UploadSpool) async throws {
        var parser = parser
        var parts = ArrivingBody(body, timeout: settings.uploadTimeout)
        var received = 0
        while let part = try await parts.next() {
            received += part.readableBytes
            // The form around the file is small.
            guard received <= settings.uploadLimit + (1 << 20) else {
                throw Problem.tooLarge(limit: settings.uploadLimit)
            }
            if parser == nil {
                try await spool.write(part.readableBytesView)
            } else {
                for piece in try parser?.feed(part) ?? [] { try await spool.write(piece.readableBytesView) }
            }
        }
        try parser?.finish()
    }
}
