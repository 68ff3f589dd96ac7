/// The targets of a `Package.swift`, tests and benchmarks excluded, each with the modules that it depends on.
struct Manifest {
    let dependencies: [String: [String]]

    init(_ text: String) {
        let source = SwiftSource(text)
        var found: [String: [String]] = [:]
        for opening in [".target(", ".executableTarget(", ".systemLibrary("] {
            for call in source.calls(of: opening) {
                guard let name = call.firstMatch(of: /name:\s*"([^"]+)"/)?.output.1 else { continue }
                if call.contains(/path:\s*"(Tests|Benchmarks)\//) { continue }
                found[String(name)] = Self.modules(in: call)
            }
        }
        dependencies = found
    }

    private static func modules(in call: String) -> [String] {
        guard let list = call.firstRange(of: "dependencies:") else { return [] }
        let products = /\.product\(name:\s*"([^"]+)",\s*package:\s*"[^"]+"\)/
        let rest = String(call[list.upperBound...].drop { $0 != "[" })
        let bracket = SwiftSource(rest).calls(of: "[").first ?? ""
        let outside = bracket.matches(of: products).map { String($0.output.1) }
        let own = bracket.replacing(products, with: "").matches(of: /"([^"]+)"/).map { String($0.output.1) }
        return own + outside
    }
}

extension SwiftSource {
    /// Each text from an opening such as `.target(` to the bracket that closes it, comments blank.
    func calls(of opening: String) -> [String] {
        var found: [String] = []
        for start in code.indices where code[start...].starts(with: opening) {
            var depth = 0
            for end in (start + opening.count - 1)..<code.count {
                if "([".contains(code[end]) { depth += 1 }
                if ")]".contains(code[end]) { depth -= 1 }
                guard depth == 0 else { continue }
                found.append(String(withoutComments[start...end]))
                break
            }
        }
        return found
    }
}
