/// What follows the content where the local header left it open: the checksum and both sizes (APPNOTE 4.3.9), with or
/// without a signature, the sizes in four or eight bytes. Nothing tells which but the values themselves.
enum DataDescriptor {
    /// - Parameter end: what the archive's content may not pass; the directory begins there.
    /// - Returns: the length in bytes of the descriptor that stands there, or `nil` where none says what the directory says.
    static func length(
        of central: CentralHeader,
        at position: Int64,
        before end: Int64,
        in file: ArchiveFile
    ) throws(ZipRefusal) -> Int64? {
        let room = Int(min(24, max(0, end - position)))
        let bytes = try file.bytes(at: position, count: room)
        for signature in [true, false] {
            for wide in [false, true] {
                let expected = encoded(central, signature: signature, wide: wide)
                if bytes.starts(with: expected) { return Int64(expected.count) }
            }
        }
        return nil
    }

    private static func encoded(_ central: CentralHeader, signature: Bool, wide: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ value: Int64, width: Int) {
            for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
        }
        if signature { append(Int64(Signature.dataDescriptor), width: 4) }
        append(Int64(central.crc32), width: 4)
        append(central.compressedSize, width: wide ? 8 : 4)
        append(central.size, width: wide ? 8 : 4)
        return bytes
    }
}
