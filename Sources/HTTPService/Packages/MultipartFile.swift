import NIOCore

/// Finds one field's content in `multipart/form-data` as it streams by (RFC 7578).
struct MultipartFile {
    private static let partLimit = 64

    private let field: String
    private var reader: MultipartReader
    private var isInField = false
    private var wasFound = false

    /// Nil where the boundary is not one.
    init?(field: String, boundary: String) {
        guard let reader = MultipartReader(boundary: boundary, partLimit: Self.partLimit) else { return nil }
        self.field = field
        self.reader = reader
    }

    /// Takes the next bytes, and gives what of the field's content became certain by them.
    mutating func feed(_ bytes: ByteBuffer) throws(Problem) -> [ByteBuffer] {
        var content: [ByteBuffer] = []
        do throws(MultipartReader.Fault) {
            reader.feed(bytes)
            while let event = try reader.next() {
                switch event {
                case .part(let headers): enter(headers)
                case .content(let piece): if isInField { content.append(piece) }
                case .partEnd: isInField = false
                }
            }
        } catch { throw .brokenForm }
        return content
    }

    /// Called at the end of the body; refuses a form that broke off, or that had no such field.
    func finish() throws(Problem) {
        do throws(MultipartReader.Fault) { try reader.finish() } catch { throw .brokenForm }
        guard wasFound else {
            throw Problem(
                .invalidBody,
                french: "Le formulaire n’a pas de champ « \(field) ».",
                english: "The form has no field “\(field)”."
            )
        }
    }

    /// Whether the headers name the field: `Content-Disposition: form-data; name="file"; filename="…"`.
    private mutating func enter(_ headers: MultipartHeaders) {
        let disposition = ParameterizedValue(headers["content-disposition"] ?? "")
        isInField = !wasFound && disposition.parameters["name"] == field
        if isInField { wasFound = true }
    }
}

extension Problem {
    fileprivate static var brokenForm: Problem {
        Problem(
            .invalidBody,
            french: "Le formulaire n’est pas lisible, ou il est incomplet.",
            english: "The form cannot be read, or is incomplete."
        )
    }
}
