extension XMLElement {
    /// The first child of that local name, whatever its namespace.
    package func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// All children of that local name, whatever their namespace.
    package func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The value of the first attribute of that local name, whatever its prefix.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// The value of the attribute of that local name that has no prefix.
    package func plainAttribute(_ name: String) -> String? {
        attributes.first { $0.name == name && $0.prefix == nil }?.value
    }

    /// The element and all that it contains, in document order, each with its depth: 1 for this one.
    package func forEach(_ body: (_ element: XMLElement, _ depth: Int) -> Void) {
        var waiting = [(element: self, depth: 1)]
        while let (element, depth) = waiting.popLast() {
            body(element, depth)
            waiting.append(contentsOf: element.children.reversed().map { ($0, depth + 1) })
        }
    }
}
