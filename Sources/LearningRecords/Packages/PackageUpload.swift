/// A package that arrived whole, on disk.
package struct PackageUpload: Sendable {
    package let path: String
    package let sha256: [UInt8]
    /// Bytes.
    package let size: Int64

    package init(path: String, sha256: [UInt8], size: Int64) {
        self.path = path
        self.sha256 = sha256
        self.size = size
    }
}
