import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore

/// An answer in parts (Communication 1.5.2): the statements as JSON, then each attachment once, read from where it is
/// kept while it is sent.
struct MixedAnswer: Sendable {
    private let json: [UInt8]
    private let attachments: [StoredAttachment]
    private let find: FindAttachments
    private let boundary: String

    /// - Parameter random: 32 bytes, of which the boundary is made: one that no content holds but by a chance of 2^-256.
    init(json: [UInt8], attachments: [StoredAttachment], find: FindAttachments, random: [UInt8]) {
        self.json = json
        self.attachments = attachments
        self.find = find
        boundary = hexadecimal(random)
    }

    var contentType: String { "multipart/mixed; boundary=\(boundary)" }

    /// The length is known beforehand, so that a client sees when the answer broke off.
    var body: ResponseBody {
        ResponseBody(contentLength: length) { writer in
            try await writer.write(ByteBuffer(string: statementsHeader))
            try await writer.write(ByteBuffer(bytes: json))
            try await send(to: &writer)
            try await writer.write(ByteBuffer(string: end))
            try await writer.finish(nil)
        }
    }

    private func send(to writer: inout any ResponseBodyWriter) async throws {
        for try await group in find.groups(of: attachments) {
            for (attachment, pieces) in group {
                try await writer.write(ByteBuffer(string: header(of: attachment)))
                for try await piece in pieces { try await writer.write(ByteBuffer(bytes: piece)) }
            }
        }
    }

    private var length: Int {
        attachments.reduce(statementsHeader.utf8.count + json.count + end.utf8.count) { length, attachment in
            length + header(of: attachment).utf8.count + Int(attachment.size)
        }
    }

    private var statementsHeader: String { "--\(boundary)\r\nContent-Type: application/json\r\n\r\n" }

    /// What a statement declares as its content type holds no line end: it was read as a media type.
    private func header(of attachment: StoredAttachment) -> String {
        "\r\n--\(boundary)\r\nContent-Type: \(attachment.contentType)\r\nContent-Transfer-Encoding: binary\r\n"
            + "X-Experience-API-Hash: \(attachment.sha2)\r\n\r\n"
    }

    private var end: String { "\r\n--\(boundary)--\r\n" }
}
