extension Tile {
    private static let longestPath = 64

    /// Where it lies below the log's address or folder: `tile/0/x001/234`, `tile/entries/000.p/7`.
    package var path: String {
        let folder =
            switch kind {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        let suffix = width == Self.fullWidth ? "" : ".p/\(width)"
        return "tile/\(folder)/\(Self.elements(of: index))\(suffix)"
    }

    /// Reads what `path` wrote; nil for anything else, since a file has one name.
    package init?(path: String) {
        guard path.utf8.count <= Self.longestPath else { return nil }
        var elements = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard elements.count >= 3 else { return nil }
        var width = Self.fullWidth
        if let element = elements.dropLast().last, element.hasSuffix(".p"), let last = elements.popLast() {
            guard let number = Int(last), number < Self.fullWidth else { return nil }
            width = number
            elements[elements.count - 1] = String(element.dropLast(2))
        }
        let kind = elements[1] == "entries" ? Kind.entries : UInt8(elements[1]).map { Kind.hashes(level: $0) }
        let digits = elements.dropFirst(2).joined().filter { $0 != "x" }
        guard let kind, let index = UInt64(digits), let tile = Tile(kind, index: index, width: width),
            tile.path.utf8.elementsEqual(path.utf8)
        else { return nil }
        self = tile
    }

    /// Three digits each, an `x` before all but the last: 1234067 is `x001/x234/067`.
    private static func elements(of index: UInt64) -> String {
        var text = threeDigits(index % 1000)
        var rest = index / 1000
        while rest > 0 {
            text = "x\(threeDigits(rest % 1000))/\(text)"
            rest /= 1000
        }
        return text
    }

    private static func threeDigits(_ number: UInt64) -> String {
        String(repeating: "0", count: number < 10 ? 2 : number < 100 ? 1 : 0) + String(number)
    }
}
