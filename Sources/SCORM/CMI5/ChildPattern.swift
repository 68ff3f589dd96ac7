import XMLTree

/// Which children an element of a course structure has, in which order; elements of other namespaces may follow them.
struct ChildPattern {
    /// One place in the order: any of the names, from `least` to `most` times.
    struct Step {
        let names: [String]
        let least: Int
        let most: Int

        static func one(_ name: String) -> Step { Step(names: [name], least: 1, most: 1) }
        static func optional(_ name: String) -> Step { Step(names: [name], least: 0, most: 1) }
        static func some(_ names: String...) -> Step { Step(names: names, least: 1, most: .max) }
    }

    let steps: [Step]
    var allowsOthers = true
    var isOrdered = true

    static let courseStructure = ChildPattern(steps: [.one("course"), .optional("objectives"), .some("au", "block")])
    static let course = ChildPattern(steps: [.one("title"), .one("description")])
    static let block = ChildPattern(
        steps: [.one("title"), .one("description"), .optional("objectives"), .some("au", "block")]
    )
    static let unit = ChildPattern(
        steps: [
            .one("title"), .one("description"), .optional("objectives"), .one("url"), .optional("launchParameters"),
            .optional("entitlementKey"),
        ]
    )
    static let objectives = ChildPattern(steps: [.some("objective")])
    /// The schema lets title and description of an objective come in any order.
    static let objective = ChildPattern(
        steps: [.one("title"), .one("description")],
        allowsOthers: false,
        isOrdered: false
    )
    static let text = ChildPattern(steps: [.some("langstring")])
    static let empty = ChildPattern(steps: [], allowsOthers: false)

    /// The line and name of the first child that is missing, unknown or out of order; nil where all is right.
    ///
    /// - Parameter lenientAboutMissing: not to ask for the least number, where another rule says so.
    func fault(in element: XMLElement, lenientAboutMissing: Bool = false) -> (name: String, line: Int)? {
        let own = element.children.filter { $0.namespace == element.namespace }
        if own.count < element.children.count, let fault = faultOfOthers(in: element) { return fault }
        var rest = (isOrdered ? own : sorted(own))[...]
        for step in steps {
            var count = 0
            while let child = rest.first, count < step.most, step.names.contains(child.name) {
                rest.removeFirst()
                count += 1
            }
            if count < step.least, !lenientAboutMissing {
                return (step.names.joined(separator: ", "), rest.first?.line ?? element.line)
            }
        }
        return rest.first.map { ($0.name, $0.line) }
    }

    /// Elements of other namespaces stand at the end, if at all; those without a namespace are never right.
    private func faultOfOthers(in element: XMLElement) -> (name: String, line: Int)? {
        let others = element.children.drop { $0.namespace == element.namespace }
        let isWrong = { (child: XMLElement) in
            !allowsOthers || child.namespace == nil || child.namespace == element.namespace
        }
        return others.first(where: isWrong).map { ($0.name, $0.line) }
    }

    private func sorted(_ children: [XMLElement]) -> [XMLElement] {
        let places = steps.map { $0.names[0] }
        return children.enumerated().sorted { one, other in
            let first = places.firstIndex(of: one.element.name) ?? .max
            let second = places.firstIndex(of: other.element.name) ?? .max
            return (first, one.offset) < (second, other.offset)
        }.map(\.element)
    }
}
