import HTTPTypes
import Hummingbird

extension Request {
    /// The content type without its parameters, in small letters.
    var mediaType: String {
        let header = headers[.contentType] ?? ""
        return header.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    }

    /// A parameter of the content type, such as a multipart boundary; quotes taken off.
    func mediaTypeParameter(_ name: String) -> String? {
        for part in (headers[.contentType] ?? "").split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == name else { continue }
            return pair[1].trimmingPrefix { $0 == " " }.filter { $0 != "\"" }
        }
        return nil
    }
}
