import HTTPTypes
import Hummingbird
import NIOCore

/// How a table goes out (RFC 4180). The next page's address is in the header `Link`.
struct CSVTable: Equatable {
    static let parameters: Set<String> = ["format", "separator", "bom"]

    var separator = ";"
    /// Some spreadsheets read UTF-8 only behind one.
    var hasByteOrderMark = false

    func response(_ rows: [[String]], named name: String, next: String? = nil) -> Response {
        let text = (hasByteOrderMark ? "\u{FEFF}" : "") + rows.map { line($0) }.joined()
        var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8; header=present"]
        headers[.contentDisposition] = "attachment; filename=\"\(name).csv\""
        if let next, let link = HTTPField.Name("Link") { headers[link] = "<\(next)>; rel=\"next\"" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    func line(_ cells: [String]) -> String { cells.map { quoted($0) }.joined(separator: separator) + "\r\n" }

    /// With a comma for decimals where semicolons separate: French spreadsheets read `1.5` as the first of May.
    func number(_ number: Double?) -> String {
        guard let number, number.isFinite else { return "" }
        return separator == ";" ? number.shortest.replacing(".", with: ",") : number.shortest
    }

    /// A text that a spreadsheet would run as a formula gets an apostrophe in front.
    private func quoted(_ cell: String) -> String {
        let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false && !isNumber(cell)
        let text = isFormula ? "'" + cell : cell
        let isPlain = text.unicodeScalars.allSatisfy { !"\"\(separator)\r\n\t".unicodeScalars.contains($0) }
        return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private func isNumber(_ cell: String) -> Bool { Double(cell.replacing(",", with: ".")) != nil }
}

extension QueryParameters {
    /// `format=csv`, with `separator=;` (the default: what French spreadsheets expect) or `,`, and `bom=true`; nil where
    /// another format is asked.
    func table(formats: Set<String> = ["json", "csv"]) throws(Problem) -> CSVTable? {
        let format = self["format"] ?? "json"
        guard formats.contains(format) else {
            let list = formats.sorted().joined(separator: ", ")
            throw .invalidParameter("format", french: "un de : \(list).", english: "one of: \(list).")
        }
        let separator = self["separator"] ?? ";"
        guard separator == ";" || separator == "," else {
            throw .invalidParameter("separator", french: "« ; » ou « , ».", english: "“;” or “,”.")
        }
        let hasByteOrderMark = try boolean("bom") ?? false
        return format == "csv" ? CSVTable(separator: separator, hasByteOrderMark: hasByteOrderMark) : nil
    }
}
