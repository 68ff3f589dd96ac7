/// The xml:base attributes above a reference, outermost first.
struct BaseChain: Sendable, Equatable {
    private var bases: [String] = []

    var length: Int { bases.reduce(0) { $0 + $1.utf8.count } }

    func adding(_ base: String?) -> BaseChain {
        guard let base = base?.trimmed, !base.isEmpty else { return self }
        var chain = self
        chain.bases.append(base)
        return chain
    }

    /// The reference resolved by RFC 3986 §5.2; as written where there is no base. Relative bases make relative results,
    /// in which dot segments that climb out stay, so that they can be seen.
    func resolve(_ reference: String) -> String {
        guard let first = bases.first else { return reference }
        let base = bases.dropFirst().reduce(first) { Self.resolve($1, against: $0) }
        return Self.resolve(reference, against: base)
    }

    private static func resolve(_ reference: String, against base: String) -> String {
        switch LaunchReference(reference).kind {
        case .absolute, .scheme: return reference
        case .empty: return String(base.prefix { $0 != "#" })
        case .protocolRelative: return (scheme(of: base) ?? "") + reference
        case .rootRelative: return (authority(of: base) ?? "") + reference
        case .relative: break
        }
        let reference = reference.trimmed
        let file = base.prefix { $0 != "?" && $0 != "#" }
        if reference.hasPrefix("#") { return base.prefix { $0 != "#" } + reference }
        if reference.hasPrefix("?") { return file + reference }
        let origin = authority(of: base) ?? ""
        let path = file.dropFirst(origin.count)
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? (origin.isEmpty ? "" : "/")
        let end = reference.firstIndex { $0 == "?" || $0 == "#" } ?? reference.endIndex
        return origin + withoutDots(folder + reference[..<end], keepsClimbs: origin.isEmpty) + reference[end...]
    }

    private static func scheme(of base: String) -> String? {
        base.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:/).map { String($0.output) }
    }

    /// `http://host`, or `//host`.
    private static func authority(of base: String) -> String? {
        base.prefixMatch(of: /(?:[A-Za-z][A-Za-z0-9+.\-]*:)?\/\/[^\/?#]*/).map { String($0.output) }
    }

    private static func withoutDots(_ path: Substring, keepsClimbs: Bool) -> String {
        var segments: [Substring] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1
            if part == "." || part == ".." {
                let canClimb = segments.last.map { $0 != ".." && !$0.isEmpty } ?? false
                if part == "..", canClimb {
                    segments.removeLast()
                } else if part == "..", keepsClimbs {
                    segments.append(part)
                }
                if isLast { segments.append("") }
            } else {
                segments.append(part)
            }
        }
        return segments.joined(separator: "/")
    }
}
