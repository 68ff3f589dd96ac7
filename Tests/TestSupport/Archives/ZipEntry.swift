/// What a test puts into an archive: an honest member at first; each field may then be made to lie.
package struct ZipEntry: Sendable {
    /// What both headers say.
    package struct Fields: Sendable {
        package var name: [UInt8]
        package var flags: UInt16 = 0
        package var method: UInt16
        package var crc32: UInt32
        package var compressedSize: UInt32
        package var size: UInt32
        /// Extra fields, whole.
        package var extra: [UInt8] = []
    }

    package enum Descriptor: Sendable {
        case signed, bare, signedWide, bareWide
    }

    package var central: Fields
    package var local: Fields
    /// What lies between the headers.
    package var data: [UInt8]
    package var externalAttributes: UInt32 = 0
    package var madeBy: UInt16 = 20
    package var volume: UInt16 = 0
    package var descriptor: Descriptor?
    /// Bytes between this member and the next.
    package var gap = 0
    /// Where the directory says that the local header is, in place of the truth.
    package var claimedOffset: UInt32?

    package init(_ name: String, _ content: String = "") {
        self.init(name: Array(name.utf8), stored: Array(content.utf8))
    }

    package init(name: [UInt8], stored content: [UInt8]) {
        self.init(name: name, method: 0, data: content, content: content)
    }

    /// Deflated, in blocks that are stored.
    package init(deflated name: String, _ content: String) {
        let content = Array(content.utf8)
        self.init(name: Array(name.utf8), method: 8, data: Deflate.storedBlocks(content), content: content)
    }

    private init(name: [UInt8], method: UInt16, data: [UInt8], content: [UInt8]) {
        self.init(name: name, method: method, data: data, crc32: CRC32.of(content), size: UInt32(content.count))
    }

    package init(name: [UInt8], method: UInt16, data: [UInt8], crc32: UInt32, size: UInt32) {
        central = Fields(name: name, method: method, crc32: crc32, compressedSize: UInt32(data.count), size: size)
        local = central
        self.data = data
    }

    package func with(_ change: (inout ZipEntry) -> Void) -> ZipEntry {
        var changed = self
        change(&changed)
        return changed
    }

    /// The same lie in both headers.
    package func claiming(_ change: (inout Fields) -> Void) -> ZipEntry {
        with {
            change(&$0.central)
            change(&$0.local)
        }
    }

    /// As a packer writes it that cannot go back: the local header leaves checksum and sizes open.
    package func streamed(_ descriptor: Descriptor) -> ZipEntry {
        with {
            $0.descriptor = descriptor
            $0.central.flags |= 8
            $0.local.flags |= 8
            ($0.local.crc32, $0.local.compressedSize, $0.local.size) = (0, 0, 0)
        }
    }

    /// Sizes in zip64 fields, though they would fit into the short ones.
    package func wide() -> ZipEntry {
        claiming { fields in
            let sizes = ByteWriter().adding(UInt64(fields.size)).adding(UInt64(fields.compressedSize)).bytes
            fields.extra = ByteWriter().adding(UInt16(1)).adding(UInt16(16)).bytes + sizes
            (fields.size, fields.compressedSize) = (.max, .max)
        }
    }

    /// Info-ZIP's extra field: the name in UTF-8, for an entry whose name in the header is `raw`.
    package static func unicodePath(_ name: String, of raw: [UInt8]) -> [UInt8] {
        let name = Array(name.utf8)
        let head = ByteWriter().adding(0x7075 as UInt16).adding(UInt16(name.count + 5)).adding(1 as UInt8)
        return head.adding(CRC32.of(raw)).bytes + name
    }
}
