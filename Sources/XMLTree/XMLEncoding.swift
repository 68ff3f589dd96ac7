/// How a document's bytes became characters.
package struct XMLEncoding: Sendable, Equatable {
    package enum ByteOrderMark: String, Sendable {
        case utf8 = "utf-8"
        case utf16LittleEndian = "utf-16-le"
        case utf16BigEndian = "utf-16-be"
    }

    /// The name in the XML declaration, as written.
    package internal(set) var declared: String?
    package internal(set) var byteOrderMark: ByteOrderMark?
    /// `utf-8`, `utf-16-le`, `utf-16-be`, `latin-1`, `windows-1252`, `ascii`, or the declared name in lower case.
    package internal(set) var used = "utf-8"
    /// Whether the bytes are not valid in the encoding that they should have (or it is unknown), so that another was taken.
    package internal(set) var isFallback = false
}
