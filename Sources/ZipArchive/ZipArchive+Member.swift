extension ZipArchive {
    /// A file or folder in the archive.
    package struct Member: Hashable, Sendable {
        /// How the content lies in the archive (APPNOTE 4.4.5).
        package enum Method: UInt16, Sendable {
            case stored = 0
            case deflated = 8
        }

        /// Relative, with slashes, without empty, `.` or `..` segments, without a slash at its end.
        package let path: String
        /// The name as the directory has it.
        package let rawName: [UInt8]
        package let method: Method
        package let isDirectory: Bool
        /// In bytes, as the directory and the local header say; `verify` proves it.
        package let compressedSize: Int64
        /// In bytes, as the directory and the local header say; `verify` proves it.
        package let size: Int64
        package let crc32: UInt32
        /// Where the content begins, in bytes from the beginning of the file.
        package let dataOffset: Int64
        /// The place in the directory, by which libzip knows the member.
        let index: Int
    }
}
