import HTTPTypes
import Hummingbird
import NIOCore
import XAPI

/// The alternate request syntax (1.0.3 Communication 1.3): a POST whose query names the method that is meant, and whose
/// form holds parameters, headers and content. 2.0 has none.
struct AlternateSyntax: Sendable {
    /// Bytes of a form. It is read before anybody is known to be allowed anything, as the key may stand in it.
    let limit: Int
    let timeout: Duration

    /// The form fields that stand for headers; every other but `content` is a parameter.
    private static let headers: [HTTPField.Name] = [
        .authorization, .experienceAPIVersion, .contentType, .contentLength, .ifMatch, .ifNoneMatch,
    ]
    /// Not HEAD: a client that sent POST waits for the body that a HEAD announces.
    private static let methods: [HTTPRequest.Method] = [.get, .put, .post, .delete]

    func isUsed(by request: Request) -> Bool {
        guard request.method == .post, request.uri.path.hasPrefix("/xapi/"), let query = request.uri.query else {
            return false
        }
        return (try? QueryParameters(reading: query))?["method"] != nil
    }

    /// The request that is meant.
    func meant(by request: Request) async throws -> Request {
        let method = try method(in: request)
        var form = try FormFields(reading: try await BodyReader(limit: limit, timeout: timeout).read(request))
        var headers = request.headers
        headers[.contentType] = nil
        for name in Self.headers {
            if let value = form.take(header: name.rawName) { headers[name] = value }
        }
        guard headers[.experienceAPIVersion].flatMap(XAPIVersion.init(header:)) != .v2_0 else { throw Problem.notIn2 }
        let content = try content(of: method, in: &form)
        headers[.contentType] = content == nil ? nil : headers[.contentType] ?? "application/json"
        headers[.contentLength] = content.map { "\($0.readableBytes)" }
        let query = QueryParameters(form.values).query
        var head = request.head
        head.method = method
        head.path = request.uri.path + (query.isEmpty ? "" : "?\(query)")
        head.headerFields = headers
        return Request(head: head, body: RequestBody(buffer: content ?? ByteBuffer()))
    }

    private func method(in request: Request) throws(Problem) -> HTTPRequest.Method {
        var query = try QueryParameters(reading: request.uri.query)
        let text = query.remove("method")
        if let other = query.values.keys.min() { throw .besideMethod(other) }
        guard let method = Self.methods.first(where: { $0.rawValue == text }) else {
            let list = Self.methods.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("method", french: "un de : \(list).", english: "one of: \(list).")
        }
        return method
    }

    private func content(of method: HTTPRequest.Method, in form: inout FormFields) throws(Problem) -> ByteBuffer? {
        let content = form.take("content")
        let isWriting = method == .put || method == .post
        guard (content != nil) == isWriting else {
            throw .invalidParameter(
                "content",
                french: isWriting ? "manque dans le formulaire." : "ne va pas avec \(method.rawValue).",
                english: isWriting ? "is missing in the form." : "does not go with \(method.rawValue)."
            )
        }
        return content.map { ByteBuffer(string: $0) }
    }
}

extension Problem {
    fileprivate static var notIn2: Problem {
        var problem = Problem(
            .invalidParameter,
            french: "« method » : xAPI 2.0 n’a plus la syntaxe de rechange ; envoyez la méthode elle-même.",
            english: "“method”: xAPI 2.0 has no alternate request syntax any more; send the method itself."
        )
        problem.section = "xAPI 2.0 4.1.3"
        return problem
    }

    fileprivate static func besideMethod(_ name: String) -> Problem {
        var problem = Problem.invalidParameter(
            name,
            french: "ne va pas avec « method » : mettez-le dans le formulaire.",
            english: "does not go with “method”: put it in the form."
        )
        problem.section = "xAPI 1.0.3 Communication 1.3"
        return problem
    }
}
