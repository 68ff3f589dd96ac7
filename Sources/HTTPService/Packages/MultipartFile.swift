/// Finds one field's content in `multipart/form-data` as it streams by (RFC 7578, RFC 2046 section 5.1.1). Holds back
/// only what may be the beginning of a boundary; headers and the number of parts are bounded.
struct MultipartFile {
    private enum State {
        /// Before the first boundary, or inside a part that is not asked for.
        case skipping
        /// Behind a boundary: a line end, or two hyphens at the end of the form.
        case boundary
        case headers
        case content
        case ended
    }

    private let field: String
    private let delimiter: [UInt8]
    private var state = State.skipping
    private var window: [UInt8] = Array("\r\n".utf8)
    private var partCount = 0
    private var wasFound = false
    /// Bytes at the window's front that end the blank line before the content, and are none of it.
    private var blankLineEnd = 0

    private static let headerLimit = 16 << 10
    private static let partLimit = 64

    /// Nil where the boundary is not one (1 to 70 printable characters).
    init?(field: String, boundary: String) {
        let isPrintable = boundary.utf8.allSatisfy { (32...126).contains($0) }
        guard (1...70).contains(boundary.utf8.count), isPrintable else { return nil }
        self.field = field
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Takes the next bytes, and gives what of the field's content became certain by them.
    mutating func feed(_ bytes: some Collection<UInt8>) throws(Problem) -> [UInt8] {
        window.append(contentsOf: bytes)
        var content: [UInt8] = []
        while try step(&content) {}
        return content
    }

    /// Called at the end of the body; refuses a form that broke off, or that had no such field.
    func finish() throws(Problem) {
        guard case .ended = state else { throw .brokenForm }
        guard wasFound else {
            throw Problem(
                .invalidBody,
                french: "Le formulaire n’a pas de champ « \(field) ».",
                english: "The form has no field “\(field)”."
            )
        }
    }

    /// One step; false where more bytes are needed.
    private mutating func step(_ content: inout [UInt8]) throws(Problem) -> Bool {
        switch state {
        case .skipping: return skipToDelimiter { _ in }
        case .content: return passContent(to: &content)
        case .boundary: return try readBoundary()
        case .headers: return try readHeaders()
        case .ended:
            window.removeAll()
            return false
        }
    }

    /// Passes on what stands before the delimiter; of a delimiter cut in two, what is there waits.
    private mutating func skipToDelimiter(_ pass: (ArraySlice<UInt8>) -> Void) -> Bool {
        if let start = window.firstIndex(ofSequence: delimiter) {
            pass(window[..<start])
            window.removeFirst(start + delimiter.count)
            state = .boundary
            return true
        }
        let certain = max(0, window.count - delimiter.count + 1)
        pass(window[..<certain])
        window.removeFirst(certain)
        return false
    }

    private mutating func passContent(to content: inout [UInt8]) -> Bool {
        var passed: [UInt8] = []
        let isMore = skipToDelimiter { passed.append(contentsOf: $0) }
        let dropped = min(blankLineEnd, passed.count)
        content.append(contentsOf: passed.dropFirst(dropped))
        blankLineEnd = isMore ? 0 : blankLineEnd - dropped
        return isMore
    }

    private mutating func readBoundary() throws(Problem) -> Bool {
        if window.starts(with: "--".utf8) {
            state = .ended
            return true
        }
        guard let end = window.firstIndex(ofSequence: Array("\r\n".utf8)) else {
            // White space may stand behind a boundary, nothing else.
            guard window.count < 100 else { throw .brokenForm }
            return false
        }
        guard window[..<end].allSatisfy({ $0 == 32 || $0 == 9 }) else { throw .brokenForm }
        partCount += 1
        guard partCount <= Self.partLimit else { throw .brokenForm }
        // The line end stays: the headers may be empty, and then the blank line follows at once.
        window.removeFirst(end)
        state = .headers
        return true
    }

    private mutating func readHeaders() throws(Problem) -> Bool {
        guard let end = window.firstIndex(ofSequence: Array("\r\n\r\n".utf8)) else {
            guard window.count <= Self.headerLimit else { throw .brokenForm }
            return false
        }
        guard end <= Self.headerLimit else { throw .brokenForm }
        let isAsked = !wasFound && names(field, in: String(decoding: window[..<end], as: UTF8.self))
        // Of an empty content the delimiter follows at once; its line end is then the blank line's own.
        window.removeFirst(end + 2)
        if isAsked {
            wasFound = true
            blankLineEnd = 2
        }
        state = isAsked ? .content : .skipping
        return true
    }

    /// Whether the headers name the field: `Content-Disposition: form-data; name="file"; filename="…"`.
    private func names(_ field: String, in headers: String) -> Bool {
        headers.split(separator: "\r\n").contains { line in
            let parts = line.split(separator: ";").map { part in String(part.trimmingPrefix { $0 == " " || $0 == "\t" })
            }
            guard parts.first?.lowercased().hasPrefix("content-disposition:") == true else { return false }
            return parts.contains("name=\"\(field)\"") || parts.contains("name=\(field)")
        }
    }
}

extension Problem {
    fileprivate static var brokenForm: Problem {
        Problem(
            .invalidBody,
            french: "Le formulaire n’est pas lisible, ou il est incomplet.",
            english: "The form cannot be read, or is incomplete."
        )
    }
}

extension [UInt8] {
    /// Where a sequence first stands; it begins with a rare byte, which is looked for first.
    fileprivate func firstIndex(ofSequence sequence: [UInt8]) -> Int? {
        guard let first = sequence.first else { return nil }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            if self[found...].starts(with: sequence) { return found }
            start = found + 1
        }
        return nil
    }
}
