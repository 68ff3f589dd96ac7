import Foundation
import NIOCore

/// Takes a multipart body apart as it streams by (RFC 2046 section 5.1.1): the headers of each part, its content in
/// pieces, its end. Preamble and epilogue are passed over.
///
/// Holds back only what may be the beginning of a boundary; headers and the number of parts are bounded.
struct MultipartReader {
    enum Event: Equatable {
        case part(MultipartHeaders)
        /// The next bytes of the part, at least one.
        case content(ByteBuffer)
        case partEnd
    }

    enum Fault: Error, Equatable {
        case brokenBoundary
        case brokenHeaders
        /// More than 16 KiB in one part.
        case headersTooLong
        case tooManyParts(limit: Int)
        /// The body ended before its last boundary.
        case incomplete
    }

    private enum State {
        case preamble
        /// Behind a boundary: a line end, or two hyphens after the last part.
        case boundary
        case headers
        /// At the line end that closes the headers; it may begin a boundary, where there is no content.
        case blankLine
        case content
        case ended
    }

    static let headerLimit = 16 << 10

    private let delimiter: [UInt8]
    private let partLimit: Int
    private var state = State.preamble
    /// Begins with a line end, so that a boundary at the start of the body is one like any other.
    private var window = ByteBuffer(string: "\r\n")
    private var partCount = 0

    /// Nil where the boundary is not one: 1 to 70 printable characters, no space at the end.
    init?(boundary: String, partLimit: Int) {
        let isPrintable = boundary.utf8.allSatisfy { (32...126).contains($0) }
        guard (1...70).contains(boundary.utf8.count), isPrintable, boundary.last != " " else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.partLimit = partLimit
    }

    /// Takes the next bytes of the body; ask for events until there are none.
    mutating func feed(_ bytes: ByteBuffer) {
        var next = ByteBuffer()
        next.reserveCapacity(window.readableBytes + bytes.readableBytes)
        next.writeImmutableBuffer(window)
        next.writeImmutableBuffer(bytes)
        window = next
    }

    /// What became certain; nil where more bytes are needed.
    mutating func next() throws(Fault) -> Event? {
        while true {
            switch state {
            case .preamble:
                guard skipPreamble() else { return nil }
            case .content: return readContent()
            case .boundary:
                guard try readBoundary() else { return nil }
            case .headers: return try readHeaders()
            case .blankLine:
                guard let isEmpty = readBlankLine() else { return nil }
                if isEmpty { return .partEnd }
            case .ended:
                window = ByteBuffer()
                return nil
            }
        }
    }

    /// Called at the end of the body.
    func finish() throws(Fault) {
        guard case .ended = state else { throw .incomplete }
    }
}

extension MultipartReader {
    /// False where the first delimiter is not there yet.
    private mutating func skipPreamble() -> Bool {
        let (certain, isNext) = bytesBeforeDelimiter
        window.moveReaderIndex(forwardBy: certain)
        if isNext { takeDelimiter() }
        return isNext
    }

    private mutating func readContent() -> Event? {
        let (certain, isNext) = bytesBeforeDelimiter
        if certain > 0 { return window.readSlice(length: certain).map(Event.content) }
        guard isNext else { return nil }
        takeDelimiter()
        return .partEnd
    }

    /// How many bytes are certainly no part of the delimiter, and whether it comes behind them.
    private var bytesBeforeDelimiter: (count: Int, isNext: Bool) {
        if let start = window.firstOffset(of: delimiter) { return (start, true) }
        return (max(0, window.readableBytes - delimiter.count + 1), false)
    }

    private mutating func takeDelimiter() {
        window.moveReaderIndex(forwardBy: delimiter.count)
        state = .boundary
    }

    /// False where more bytes are needed. White space may stand behind a boundary, nothing else.
    private mutating func readBoundary() throws(Fault) -> Bool {
        let view = window.readableBytesView
        if view.starts(with: "--".utf8) {
            state = .ended
            return true
        }
        let rest = view.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let padding = view.count - rest.count
        guard padding < 100 else { throw .brokenBoundary }
        if rest.isEmpty || rest.elementsEqual("\r".utf8) || view.elementsEqual("-".utf8) { return false }
        guard rest.starts(with: "\r\n".utf8) else { throw .brokenBoundary }
        partCount += 1
        guard partCount <= partLimit else { throw .tooManyParts(limit: partLimit) }
        // The line end stays: the headers may be empty, and then the blank line follows at once.
        window.moveReaderIndex(forwardBy: padding)
        state = .headers
        return true
    }

    private mutating func readHeaders() throws(Fault) -> Event? {
        guard let end = window.firstOffset(of: Array("\r\n\r\n".utf8)) else {
            guard window.readableBytes <= Self.headerLimit else { throw .headersTooLong }
            return nil
        }
        guard end <= Self.headerLimit else { throw .headersTooLong }
        guard let headers = MultipartHeaders(window.readSlice(length: end)?.readableBytesView ?? ByteBufferView())
        else {
            throw .brokenHeaders
        }
        window.moveReaderIndex(forwardBy: 2)
        state = .blankLine
        return .part(headers)
    }

    /// Whether the part has no content, with a delimiter at once; nil where more bytes are needed.
    private mutating func readBlankLine() -> Bool? {
        let view = window.readableBytesView
        guard delimiter.starts(with: view.prefix(delimiter.count)) else {
            window.moveReaderIndex(forwardBy: 2)
            state = .content
            return false
        }
        guard view.count >= delimiter.count else { return nil }
        takeDelimiter()
        return true
    }
}

extension ByteBuffer {
    /// Where a sequence that begins with a carriage return first stands, counted from the reader. Such a byte stands in a
    /// delimiter only there, so each byte is looked at a few times at most, whatever the client sends.
    fileprivate func firstOffset(of sequence: [UInt8]) -> Int? {
        withUnsafeReadableBytes { bytes in
            sequence.withUnsafeBytes { wanted in
                guard let base = bytes.baseAddress, let first = wanted.baseAddress else { return nil }
                var start = 0
                while bytes.count - start >= wanted.count,
                    let found = memchr(base + start, Int32(UInt8(ascii: "\r")), bytes.count - start - wanted.count + 1)
                {
                    start = UnsafeRawPointer(found) - base
                    if memcmp(base + start, first, wanted.count) == 0 { return start }
                    start += 1
                }
                return nil
            }
        }
    }
}
