import ExactJSON
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

    /// The same for long lists: each item is written behind the others.
    ///
    /// - Parameter sizeOfOne: about how many bytes an item takes.
    static func list<Item>(
        _ items: [Item], next: String?, sizeOfOne: Int, write: (Item, inout JSONWriter) -> Void
    ) -> Response {
        var writer = JSONWriter(capacity: items.count * sizeOfOne + 256)
        writer.object { page in
            page.member("items") { list in list.array(items) { write($1, &$0) } }
            page.member("next", next)
        }
        return .json(writer.bytes)
    }
}
