import HTTPTypes
import Hummingbird

extension Request {
    /// The content type without its parameters, in small letters.
    var mediaType: String { contentType.value }

    /// A parameter of the content type, such as a multipart boundary; quotes taken off.
    func mediaTypeParameter(_ name: String) -> String? { contentType.parameters[name] }

    private var contentType: ParameterizedValue { ParameterizedValue(headers[.contentType] ?? "") }
}
