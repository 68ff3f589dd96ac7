import CLibXML2

/// A character encoding in which ASCII is a part.
enum Charset: Equatable {
    case utf8, ascii, latin1, windows1252
    /// One that the C library may know.
    case other(String)

    init(named name: String) {
        switch name.lowercased() {
        // A declaration that could be read byte by byte is not in UTF-16, whatever it says.
        case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "ucs-2", "unicode": self = .utf8
        case "us-ascii", "ascii": self = .ascii
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1": self = .latin1
        case "windows-1252", "cp1252": self = .windows1252
        case let other: self = .other(other)
        }
    }

    var name: String {
        switch self {
        case .utf8: "utf-8"
        case .ascii: "ascii"
        case .latin1: "latin-1"
        case .windows1252: "windows-1252"
        case .other(let name): name
        }
    }

    /// The same characters in UTF-8; nil where the bytes are not valid, or the encoding is not known.
    func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        switch self {
        case .utf8: String(validating: bytes, as: UTF8.self) == nil ? nil : Array(bytes)
        case .ascii: bytes.allSatisfy { $0 < 0x80 } ? Array(bytes) : nil
        case .latin1: Self.utf8(bytes) { UInt32($0) }
        case .windows1252: Self.utf8(bytes) { Self.windows1252High[$0] ?? UInt32($0) }
        case .other(let name): Self.convert(bytes, from: name)
        }
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>, _ scalar: (UInt8) -> UInt32) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else if let scalar = Unicode.Scalar(scalar(byte)), let encoded = UTF8.encode(scalar) {
                result.append(contentsOf: encoded)
            }
        }
        return result
    }

    /// Where Windows-1252 differs from ISO 8859-1; its five unused places stay control characters.
    private static let windows1252High: [UInt8: UInt32] = [
        0x80: 0x20AC, 0x82: 0x201A, 0x83: 0x0192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020, 0x87: 0x2021, 0x88: 0x02C6,
        0x89: 0x2030, 0x8A: 0x0160, 0x8B: 0x2039, 0x8C: 0x0152, 0x8E: 0x017D, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C,
        0x94: 0x201D, 0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x02DC, 0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A,
        0x9C: 0x0153, 0x9E: 0x017E, 0x9F: 0x0178,
    ]

    /// The C library's conversion, in pieces. The name has letters, digits, dots, hyphens and underscores only.
    private static func convert(_ bytes: ArraySlice<UInt8>, from name: String) -> [UInt8]? {
        let descriptor = iconv_open("UTF-8", name)
        guard descriptor != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(descriptor) }
        var result: [UInt8] = []
        var input = bytes.map(CChar.init(bitPattern:))
        let isWhole = input.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress
            var left = buffer.count
            while left > 0 {
                let before = left
                guard let piece = convertPiece(descriptor, &next, &left), left < before || !piece.isEmpty else {
                    return false
                }
                result.append(contentsOf: piece)
            }
            return true
        }
        return isWhole && String(validating: result, as: UTF8.self) != nil ? result : nil
    }

    /// Up to 64 KiB of output; nil where the input is not valid.
    private static func convertPiece(
        _ descriptor: iconv_t?,
        _ next: inout UnsafeMutablePointer<CChar>?,
        _ left: inout Int
    ) -> [UInt8]? {
        let size = 64 << 10
        var isValid = true
        let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            buffer.withMemoryRebound(to: CChar.self) { output in
                var place = output.baseAddress
                var free = size
                // A full output is no fault: the next piece goes on.
                isValid = iconv(descriptor, &next, &left, &place, &free) != -1 || free < 16
                count = size - free
            }
        }
        return isValid ? piece : nil
    }
}
