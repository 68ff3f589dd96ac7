/// An element of a parsed document. The tree is at most as deep as the limits of its parsing allow.
package struct XMLElement: Sendable, Equatable {
    /// Local name.
    package let name: String
    package let prefix: String?
    /// Nil where there is none, and where the prefix is not declared.
    package let namespace: String?
    package let attributes: [XMLAttribute]
    /// Child elements, in document order.
    package internal(set) var children: [XMLElement] = []
    /// The element's own character data put together, as written; that of its children is not in it.
    package internal(set) var text = ""
    /// Where its start tag begins, from 1.
    package let line: Int
}
