import HTTPTypes
import Hummingbird

/// Every endpoint of the service. Knows which methods a path takes.
struct RouteTable: Sendable {
    let routes: [Route]

    /// Methods that a path takes, in a fixed order; none where the path is unknown.
    func methods(at path: String) -> [HTTPRequest.Method] {
        let asked = Self.components(of: path)
        var methods = Set(routes.filter { Self.matches($0, asked) }.map(\.method))
        if methods.contains(.get) { methods.insert(.head) }
        if !methods.isEmpty { methods.insert(.options) }
        return methods.sorted { $0.rawValue < $1.rawValue }
    }

    private static func matches(_ route: Route, _ asked: [Substring]) -> Bool {
        let known = components(of: route.path)
        return known.count == asked.count && zip(known, asked).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }

    private static func components(of path: String) -> [Substring] { path.split(separator: "/") }
}
