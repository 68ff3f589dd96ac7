/// A document's characters as UTF-8, without byte order mark: what is parsed and validated.
///
/// The encoding is the byte order mark's, else the declaration's, else UTF-8. Bytes that are not valid in it are read as
/// Windows-1252, in which every byte is a character.
package struct XMLSource: Sendable {
    package let utf8: [UInt8]
    package let encoding: XMLEncoding
    /// Size as it came.
    package let byteCount: Int

    package init(decoding bytes: [UInt8]) {
        var encoding = XMLEncoding()
        let opening = Opening(bytes)
        encoding.byteOrderMark = opening.mark
        let content = bytes.dropFirst(opening.markLength)
        if let family = opening.family {
            let decoded = Self.utf8(fromUTF16: content, isBigEndian: family == .utf16BigEndian)
            encoding.declared = decoded.flatMap { XMLDeclaration.encoding(in: $0[...]) }
            encoding.used = family.rawValue
            utf8 = decoded ?? Self.fallBack(content, &encoding)
        } else {
            encoding.declared = XMLDeclaration.encoding(in: content)
            let name = opening.mark == nil ? encoding.declared : nil
            utf8 = Self.decode(content, as: name, &encoding) ?? Self.fallBack(content, &encoding)
        }
        self.encoding = encoding
        byteCount = bytes.count
    }

    /// What the first bytes tell (XML 1.0 appendix F).
    private struct Opening {
        var mark: XMLEncoding.ByteOrderMark?
        var markLength = 0
        /// One of the two UTF-16, by mark or by the look of `<?` or `<x`.
        var family: XMLEncoding.ByteOrderMark?

        init(_ bytes: [UInt8]) {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                (mark, markLength) = (.utf8, 3)
            } else if bytes.starts(with: [0xFF, 0xFE]) {
                (mark, markLength, family) = (.utf16LittleEndian, 2, .utf16LittleEndian)
            } else if bytes.starts(with: [0xFE, 0xFF]) {
                (mark, markLength, family) = (.utf16BigEndian, 2, .utf16BigEndian)
            } else if bytes.starts(with: [0x3C, 0x00]) {
                family = .utf16LittleEndian
            } else if bytes.starts(with: [0x00, 0x3C]) {
                family = .utf16BigEndian
            }
        }
    }

    private static func utf8(fromUTF16 bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8]? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var first: UInt8?
        for byte in bytes {
            guard let high = first else {
                first = byte
                continue
            }
            units.append(isBigEndian ? UInt16(high) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(high))
            first = nil
        }
        return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
    }

    /// Nil where the bytes are not valid in the named encoding.
    private static func decode(
        _ bytes: ArraySlice<UInt8>,
        as name: String?,
        _ encoding: inout XMLEncoding
    ) -> [UInt8]? {
        let charset = Charset(named: name ?? "utf-8")
        encoding.used = charset.name
        if let decoded = charset.decode(bytes) { return decoded }
        guard charset != .utf8, String(validating: bytes, as: UTF8.self) != nil else { return nil }
        encoding.used = Charset.utf8.name
        encoding.isFallback = true
        return Array(bytes)
    }

    private static func fallBack(_ bytes: ArraySlice<UInt8>, _ encoding: inout XMLEncoding) -> [UInt8] {
        encoding.used = Charset.windows1252.name
        encoding.isFallback = true
        return Charset.windows1252.decode(bytes) ?? []
    }
}
