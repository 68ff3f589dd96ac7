/// The table of `docs/architecture.md`: which room may import which module.
struct Architecture {
    struct Room: Equatable {
        let rank: Int
        let name: String
        let imports: Set<String>
    }

    let rooms: [String: Room]
    /// Modules that every room may import.
    let everywhere: Set<String>

    /// Reads the rows `| rank | target | what lives there | own targets | outside modules |` and the one line
    /// "Every target may import …". Names stand between backquotes.
    init(markdown: String) {
        var rooms: [String: Room] = [:]
        var everywhere: Set<String> = []
        for line in markdown.split(separator: "\n") {
            if line.hasPrefix("Every target may import") { everywhere = Set(Self.names(in: line)) }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
            guard cells.count >= 5, let rank = cells.first.flatMap({ Int($0.filter(\.isNumber)) }) else { continue }
            let imports = Self.names(in: cells[cells.startIndex + 3]) + Self.names(in: cells[cells.startIndex + 4])
            for name in Self.names(in: cells[cells.startIndex + 1]) {
                rooms[name] = Room(rank: rank, name: name, imports: Set(imports))
            }
        }
        self.rooms = rooms
        self.everywhere = everywhere
    }

    private static func names(in cell: Substring) -> [String] {
        cell.matches(of: /`([A-Za-z0-9-]+)`/).map { String($0.output.1) }
    }

    /// What is wrong with one arrow, or nil. An arrow between own targets goes to a lower rank, but for the one
    /// level arrow that the design names.
    func fault(from name: String, to module: String) -> String? {
        guard let room = rooms[name] else { return "\(name) is in no row of the table" }
        guard room.imports.contains(module) || everywhere.contains(module) else {
            return "\(name) may not import \(module)"
        }
        guard let target = rooms[module] else { return nil }
        let isLevelArrow = name == "EvidenceVerification" && module == "Completion"
        return target.rank < room.rank || isLevelArrow ? nil : "\(name) → \(module) does not go down"
    }
}
