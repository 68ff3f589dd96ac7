import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import XAPI

/// What a GET gives: bytes, under a tag, with the time of their last change.
struct Representation {
    let bytes: [UInt8]
    let tag: String
    var type = "application/json"
    var modified: Instant?

    /// JSON that the service wrote.
    init(json: [UInt8], modified: Instant? = nil) {
        bytes = json
        tag = DocumentContent.tag(of: json)
        self.modified = modified
    }

    /// A document as it was stored.
    init(_ document: StoredDocument) {
        bytes = document.content.bytes
        tag = document.tag
        type = document.content.type
        modified = document.updated
    }

    /// 200 with the bytes, 304 where the client has them, 412 where it asked for others (RFC 9110 section 13.2.2).
    func response(to request: Request) throws(Problem) -> Response {
        var headers: HTTPFields = [.eTag: EntityTag(tag).header]
        headers[.lastModified] = modified?.httpDate
        switch Preconditions(request.headers).failure(for: tag) {
        case .match: throw .preconditionFailed
        case .noneMatch: return Response(status: .notModified, headers: headers)
        case nil:
            headers[.contentType] = type
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }
}
