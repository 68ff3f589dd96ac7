/// A well-formed XML document as a tree, with what its parsing noticed. Nothing outside its bytes was loaded.
package struct XMLDocument: Sendable {
    /// A document type declaration: told, never loaded, none of its declarations used.
    package struct Doctype: Sendable, Equatable {
        package let name: String
        package let system: String?
        package let `public`: String?
        /// Whether declarations stand between brackets.
        package let hasInternalSubset: Bool
        package let line: Int
    }

    /// A prefix that is used and not declared; elements and attributes with it have no namespace.
    package struct UndeclaredPrefix: Sendable, Equatable {
        package let prefix: String
        /// Where it is first used.
        package let line: Int
    }

    package let root: XMLElement
    package let encoding: XMLEncoding
    package let doctype: Doctype?
    /// Each once, in document order.
    package let undeclaredPrefixes: [UndeclaredPrefix]
    /// URIs that are declared anywhere in the document.
    package let namespaces: Set<String>
    /// Of the root element 1.
    package let maxDepth: Int
    package let elementCount: Int
}
