/// Why bytes are not taken as a document. Lines are from 1.
package enum XMLRefusal: Error, Sendable, Equatable {
    package enum Bound: Sendable, Equatable {
        case bytes, depth, elements, attributes, namespaces
        /// A name, a text or a value longer than libxml2 takes.
        case lengths
    }

    case tooLarge(Bound, line: Int?)
    /// An entity reference other than XML's five, or a parameter entity reference.
    case entityReference(line: Int)
    /// - Parameter reason: the parser's words, in English, for logs and tests.
    case notWellFormed(reason: String, line: Int)
}
