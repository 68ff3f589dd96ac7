import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    static func json(_ object: JSONObject, status: HTTPResponse.Status = .ok) -> Response {
        json(object.json, status: status)
    }

    /// A list as every one under `/api`: `{"items": […], "next": "…" or null}`.
    static func list(_ items: some Sequence<[UInt8]>, next: String?) -> Response {
        var object = JSONObject()
        object.set("items", json: JSONLiteral.array(items))
        object.set("next", next)
        return .json(object)
    }
}
