/// Why an archive is not taken. Paths are as the archive has them, decoded; `ZipRefusal+Message` makes them fit to print.
package enum ZipRefusal: Error, Equatable, Sendable {
    /// What a `tooLarge` is too large of.
    package enum Bound: Equatable, Sendable {
        case total, member, directory, path
        /// The caller of `read` allowed fewer bytes.
        case read
    }

    /// The file cannot be opened or read; the system's error number.
    case unreadable(errno: Int32)
    case notAZip
    /// The end is missing, or the file grew shorter while it was read.
    case truncated
    case severalVolumes
    /// `nil`: the directory of the archive.
    case damaged(path: String?)
    case encrypted(path: String)
    case unsupportedMethod(path: String, method: UInt16)
    /// Absolute, with a drive letter, with `..` once decoded, with a control character, or empty.
    case unsafePath(String)
    /// The same path twice, or two that a case-insensitive file system holds for one.
    case duplicateName(String, String)
    case linkOrDevice(path: String)
    case folderWithContent(path: String)
    /// Two members share bytes of the file (Fifield, “A better zip bomb”, 2019).
    case overlapping(String, String)
    /// The directory, the local header, the data descriptor and the content do not say the same.
    case lyingHeader(path: String)
    case crcMismatch(path: String)
    case tooManyMembers(limit: Int)
    /// - Parameter limit: in bytes.
    case tooLarge(Bound, path: String?, limit: Int64)
    /// `nil`: the archive as a whole.
    case ratio(path: String?, limit: Int64)
}

extension ZipRefusal {
    /// Stable, for machines. `archive-too-large` and `unsafe-path` are Problem types of their own.
    package var code: String {
        switch self {
        case .unreadable: "unreadable-archive"
        case .notAZip: "not-a-zip"
        case .truncated: "archive-truncated"
        case .severalVolumes: "archive-in-volumes"
        case .damaged, .folderWithContent, .overlapping, .lyingHeader, .crcMismatch: "archive-damaged"
        case .encrypted: "archive-encrypted"
        case .unsupportedMethod: "unsupported-compression"
        case .unsafePath, .duplicateName, .linkOrDevice: "unsafe-path"
        case .tooManyMembers, .tooLarge, .ratio: "archive-too-large"
        }
    }
}
