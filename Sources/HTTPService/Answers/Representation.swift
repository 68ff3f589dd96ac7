import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import XAPI

/// What a GET gives: a body, under a tag, with the time of its last change.
struct Representation {
    let body: ResponseBody
    let tag: String
    var type = "application/json"
    var modified: Instant?

    /// JSON that the service wrote.
    init(json: [UInt8], modified: Instant? = nil) {
        body = ResponseBody(byteBuffer: ByteBuffer(bytes: json))
        tag = DocumentContent.tag(of: json)
        self.modified = modified
    }

    /// A document as it was stored; a large one is sent as it is read.
    init(_ document: StoredDocument, from blobs: Blobs) {
        switch document.content {
        case .row(let bytes): body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .file(let blob):
            body = ResponseBody(contentLength: Int(clamping: blob.size)) { writer in
                for try await piece in blobs.pieces(of: blob) { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            }
        }
        tag = document.tag
        type = document.type
        modified = document.updated
    }

    /// 200 with the body, 304 where the client has it, 412 where it asked for another (RFC 9110 section 13.2.2).
    func response(to request: Request) throws(Problem) -> Response {
        var headers: HTTPFields = [.eTag: EntityTag(tag).header]
        headers[.lastModified] = modified?.httpDate
        switch Preconditions(request.headers).failure(for: tag) {
        case .match: throw .preconditionFailed
        case .noneMatch: return Response(status: .notModified, headers: headers)
        case nil:
            headers[.contentType] = type
            return Response(status: .ok, headers: headers, body: body)
        }
    }
}
