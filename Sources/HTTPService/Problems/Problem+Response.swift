import HTTPTypes
import Hummingbird

extension Problem {
    /// The answer as `application/problem+json`, in one language.
    func response(in language: Language) -> Response {
        var body = JSONObject()
        body.set("type", "/problems/\(type.rawValue)")
        body.set("title", type.title.text(in: language))
        body.set("status", status.code)
        body.set("detail", detail.text(in: language))
        if let pointer { body.set("pointer", pointer) }
        if let section { body.set("section", section) }
        for member in members { body.set(member.key, json: member.json) }
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = language.rawValue
        headers[.vary] = "Accept-Language"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body.buffer))
    }
}
