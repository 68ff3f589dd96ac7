package import XAPI

/// An attendance sheet as a table: a line that names the columns, `matricule` among them, and `1`, `2`, … for half-days; then a line
/// for each person, with P for present, A for absent, E for excused, nothing where nothing is said.
package enum AttendanceTable {
    package struct Fault: Error, Equatable, Sendable {
        package enum Kind: Equatable, Sendable {
            case noHeader, brokenLine, noMatricule
            case unknownMark(String)
            case tooManyLines
        }

        package let kind: Kind
        /// From 1, the header's.
        package let line: Int
    }

    package static func read(_ bytes: [UInt8]) -> Result<[RecordAttendance.Line], Fault> {
        do { return .success(try lines(of: bytes)) } catch { return .failure(error) }
    }

    private static func lines(of bytes: [UInt8]) throws(Fault) -> [RecordAttendance.Line] {
        var reader = TableReader(TableText(bytes).text)
        guard let header = reader.next(), case .cells(let names) = header.content,
            let matricule = names.firstIndex(where: { PersonClue.words($0) == ["matricule"] })
        else { throw Fault(kind: .noHeader, line: 1) }
        // Other columns, such as names for whoever signs, are not read.
        let halves = names.map { Int($0).flatMap { 1...TrainingSession.mostHalfDays ~= $0 ? $0 - 1 : nil } }
        let count = (halves.compactMap { $0 }.max() ?? -1) + 1
        var lines: [RecordAttendance.Line] = []
        while let row = reader.next() {
            guard case .cells(let cells) = row.content else { throw Fault(kind: .brokenLine, line: row.line) }
            guard lines.count < RecordAttendance.mostLines else { throw Fault(kind: .tooManyLines, line: row.line) }
            guard cells.indices.contains(matricule), !cells[matricule].isEmpty, !cells[matricule].utf8.contains(0)
            else { throw Fault(kind: .noMatricule, line: row.line) }
            var marks: [AttendanceMark?] = Array(repeating: nil, count: count)
            for (half, cell) in zip(halves, cells) {
                if let half { marks[half] = try mark(cell, line: row.line) }
            }
            lines.append(.init(.matricule(cells[matricule]), marks))
        }
        return lines
    }

    private static func mark(_ cell: String, line: Int) throws(Fault) -> AttendanceMark? {
        if cell.isEmpty { return nil }
        // `P?` is no mark: whoever wrote it was not sure.
        let isWord = cell.allSatisfy { $0.isLetter || $0.isNumber }
        let word = isWord ? PersonClue.words(cell).joined() : ""
        if ["p", "present", "presente", "1", "x"].contains(word) { return .present }
        if ["a", "absent", "absente", "0"].contains(word) { return .absent }
        if ["e", "excuse", "excusee", "excused"].contains(word) { return .excused }
        throw Fault(kind: .unknownMark(String(cell.prefix(60))), line: line)
    }
}

extension AttendanceTable.Fault {
    package var message: LocalizedText {
        switch kind {
        case .noHeader:
            LocalizedText(
                french: "la première ligne doit nommer les colonnes, dont « matricule ».",
                english: "the first line must name the columns, with “matricule” among them."
            )
        case .brokenLine:
            LocalizedText(
                french: "un guillemet n’est pas à sa place, ou la ligne est trop longue.",
                english: "a quotation mark stands where none may, or the line is too long."
            )
        case .noMatricule: LocalizedText(french: "il faut un matricule.", english: "a matricule is needed.")
        case .unknownMark(let text):
            LocalizedText(
                french: "« \(text) » n’est pas une marque (P, A ou E).", english: "“\(text)” is not a mark (P, A or E)."
            )
        case .tooManyLines:
            LocalizedText(
                french: "plus de \(RecordAttendance.mostLines) lignes.",
                english: "more than \(RecordAttendance.mostLines) lines."
            )
        }
    }
}
