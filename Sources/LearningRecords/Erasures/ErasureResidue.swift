import Foundation

/// A file in which something stands by which somebody who was erased would be recognized. It says what kind of thing it is, not
/// what: a short name, or a number that is also somebody else's, is found in many places where nobody meant them.
package struct ErasureResidue: Equatable, Sendable {
    /// Below the data folder.
    package let file: String
    package let kind: ErasureMark.Kind
    package let times: Int

    /// Bytes that are looked through at once.
    private static let step = 4 << 20

    /// Searches the bytes of every file below a folder.
    ///
    /// - Parameter folder: nil where there is none.
    package static func search(for marks: [ErasureMark], in folder: String?) async throws -> [ErasureResidue] {
        let needles = marks.filter(\.isLongEnough)
        guard let folder, !needles.isEmpty else { return [] }
        return try await FileWork.run {
            try files(below: folder).flatMap { file in
                let times = try times(of: needles, in: folder + "/" + file)
                return ([.identifier, .matricule, .name] as [ErasureMark.Kind]).compactMap { kind in
                    times[kind].map { ErasureResidue(file: file, kind: kind, times: $0) }
                }
            }
        }
    }

    private static func files(below folder: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { file in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + file, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    private static func times(of needles: [ErasureMark], in path: String) throws -> [ErasureMark.Kind: Int] {
        // Another chore may have removed it since.
        guard let file = FileHandle(forReadingAtPath: path) else { return [:] }
        defer { try? file.close() }
        let longest = needles.map(\.text.utf8.count).max() ?? 1
        var found: [ErasureMark.Kind: Int] = [:]
        var tail = Data()
        while let next = try file.read(upToCount: step), !next.isEmpty {
            let piece = tail + next
            for needle in needles {
                let count = times(of: Data(needle.text.utf8), in: piece, endingAfter: tail.count)
                if count > 0 { found[needle.kind, default: 0] += count }
            }
            tail = piece.suffix(longest - 1)
        }
        return found
    }

    /// - Parameter seen: bytes at the beginning in which it was looked for before.
    private static func times(of needle: Data, in piece: Data, endingAfter seen: Int) -> Int {
        var count = 0
        var start = piece.startIndex
        while let range = piece.range(of: needle, in: start..<piece.endIndex) {
            if piece.distance(from: piece.startIndex, to: range.upperBound) > seen { count += 1 }
            start = range.upperBound
        }
        return count
    }
}
