/// A first walk over the characters that finds every start tag: it gives the line in which each begins, and refuses
/// crowds of elements and attributes before libxml2 sees them, whose own checks take the square of their number.
///
/// On well-formed documents it agrees with the parser; on others it may stop early, and the parser says why it refuses.
struct StartTags {
    /// Of each start tag, in document order, from 1.
    private(set) var lines: [Int32] = []

    private let bytes: [UInt8]
    private let limits: XMLLimits
    private var position = 0
    private var line = 1
    private var attributeCount = 0

    init(in bytes: [UInt8], limits: XMLLimits) throws(XMLRefusal) {
        self.bytes = bytes
        self.limits = limits
        while skip(past: [UInt8(ascii: "<")]) { try readMarkup() }
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func isAt(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    private mutating func advance() {
        if next == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    /// Moves behind the next place where the bytes stand; false at the end of the document.
    private mutating func skip(past word: [UInt8]) -> Bool {
        guard let first = word.first else { return false }
        while let byte = next {
            if byte == first, word.count == 1 || bytes[position...].starts(with: word) {
                position += word.count
                return true
            }
            advance()
        }
        return false
    }

    private mutating func readMarkup() throws(XMLRefusal) {
        switch next {
        case UInt8(ascii: "?"): _ = skip(past: Array("?>".utf8))
        case UInt8(ascii: "/"): _ = skip(past: [UInt8(ascii: ">")])
        case UInt8(ascii: "!"):
            if isAt("!--") {
                position += 3
                _ = skip(past: Array("-->".utf8))
            } else if isAt("![CDATA[") {
                _ = skip(past: Array("]]>".utf8))
            } else {
                skipDoctype()
            }
        default: try readStartTag()
        }
    }

    private mutating func readStartTag() throws(XMLRefusal) {
        guard lines.count < limits.elements else { throw .tooLarge(.elements, line: line) }
        let start = line
        lines.append(Int32(clamping: line))
        var count = 0
        while let byte = next, byte != UInt8(ascii: ">") {
            position += 1
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = skip(past: [byte])
            case UInt8(ascii: "="): count += 1
            default: break
            }
        }
        attributeCount += count
        guard count <= limits.attributesPerElement, attributeCount <= limits.attributes else {
            throw .tooLarge(.attributes, line: start)
        }
    }

    /// From `!DOCTYPE` to its end, over declarations with quotes, comments and processing instructions.
    private mutating func skipDoctype() {
        var isInside = false
        while let byte = next {
            if isInside, isAt("<!--") {
                position += 4
                _ = skip(past: Array("-->".utf8))
                continue
            }
            if isInside, isAt("<?") {
                _ = skip(past: Array("?>".utf8))
                continue
            }
            advance()
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = skip(past: [byte])
            case UInt8(ascii: "["): isInside = true
            case UInt8(ascii: "]"): isInside = false
            case UInt8(ascii: ">") where !isInside: return
            default: break
            }
        }
    }
}
