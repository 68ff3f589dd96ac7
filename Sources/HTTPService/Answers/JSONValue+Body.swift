import ExactJSON
import HTTPTypes
import Hummingbird

extension ServiceSettings {
    /// A JSON object that is a request's whole body.
    func jsonObject(of request: Request, limit: Int = 1 << 20) async throws -> JSONValue {
        guard request.mediaType == "application/json" else { throw Problem.jsonOnly }
        let bytes = try await BodyReader(limit: limit, timeout: bodyTimeout).read(request)
        let document = try JSONDocument(reading: bytes)
        guard document.root.kind == .object else {
            throw Problem.invalid("", french: "Un objet est attendu.", english: "An object is expected.")
        }
        return document.root
    }
}

/// Looks into a body that refuse what is something else, with its place.
extension JSONValue {
    func requireMembers(_ known: Set<String>, at pointer: JSONPointer = JSONPointer()) throws(Problem) {
        for (key, _) in members where !known.contains(key) {
            let list = known.sorted().joined(separator: ", ")
            throw .invalid(
                pointer.appending(key).description,
                french: "N’est pas connu ici. Connus : \(list).",
                english: "Is not known here. Known: \(list)."
            )
        }
    }

    func text(ofBytes range: ClosedRange<Int>, at pointer: JSONPointer) throws(Problem) -> String {
        guard let text = string, range.contains(text.utf8.count), !text.utf8.contains(0) else {
            throw .invalid(
                pointer.description,
                french: "Un texte de \(range.lowerBound) à \(range.upperBound) octets, sans U+0000.",
                english: "A text of \(range.lowerBound) to \(range.upperBound) bytes, without U+0000."
            )
        }
        return text
    }
}
