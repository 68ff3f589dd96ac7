/// Names the language of a PDF, which Cairo 1.16 cannot: an incremental update (ISO 32000-1 7.5.6) puts another catalog behind
/// the file, with the language and the wish that viewers show the title.
enum PDFCatalog {
    /// - Returns: the file as it is where its last part is not as Cairo writes it.
    static func naming(_ language: String, in pdf: [UInt8]) -> [UInt8] {
        // Cairo writes catalog, table of places and trailer last.
        let tail = pdf.suffix(1 << 16)
        guard let start = pdf.lastPlace(of: "startxref\n", in: tail.indices),
            let table = pdf.number(at: start + 10),
            let trailer = pdf.lastPlace(of: "trailer\n", in: tail.startIndex..<start),
            let root = pdf.lastPlace(of: "/Root ", in: trailer..<start), let number = pdf.number(at: root + 6),
            let size = pdf.lastPlace(of: "/Size ", in: trailer..<start), let count = pdf.number(at: size + 6),
            let info = pdf.lastPlace(of: "/Info ", in: trailer..<start), let about = pdf.number(at: info + 6),
            let body = pdf.dictionary(ofObject: number, in: tail.startIndex..<trailer)
        else { return pdf }
        var named = pdf
        let place = named.count
        named += "\(number) 0 obj\n<< /Lang (\(language)) /ViewerPreferences << /DisplayDocTitle true >>\n".utf8
        named += pdf[body]
        named += "\nendobj\n".utf8
        let places = named.count
        let digits = String(place)
        named +=
            "xref\n\(number) 1\n\(String(repeating: "0", count: max(0, 10 - digits.count)))\(digits) 00000 n \n".utf8
        named += "trailer\n<< /Size \(count) /Root \(number) 0 R /Info \(about) 0 R /Prev \(table) >>\n".utf8
        named += "startxref\n\(places)\n%%EOF\n".utf8
        return named
    }
}

extension [UInt8] {
    fileprivate func lastPlace(of words: String, in range: Range<Int>) -> Int? {
        let words = Array(words.utf8)
        guard range.count >= words.count else { return nil }
        return stride(from: range.upperBound - words.count, through: range.lowerBound, by: -1).first { place in
            self[place..<place + words.count].elementsEqual(words)
        }
    }

    fileprivate func number(at place: Int) -> Int? {
        let digits = self[Swift.min(place, count)...].prefix(20).prefix { (0x30...0x39).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// What stands behind the `<<` of an object, its `>>` included.
    fileprivate func dictionary(ofObject number: Int, in range: Range<Int>) -> Range<Int>? {
        let head = "\n\(number) 0 obj\n<<"
        guard let start = lastPlace(of: head, in: range) else { return nil }
        let open = start + head.utf8.count
        let end = (open..<range.upperBound).first { self[$0...].starts(with: "endobj\n".utf8) }
        guard let end, let close = lastPlace(of: ">>", in: open..<end) else { return nil }
        return open..<close + 2
    }
}
