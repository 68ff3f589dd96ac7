/// How large a document may be. Passing one refuses it before memory is taken for it.
package struct XMLLimits: Sendable, Equatable {
    package var bytes = 16 << 20
    /// Of elements, the root's being 1; never more than 256, where libxml2 stops.
    package var depth = 256
    package var elements = 500_000
    /// On one element, namespace declarations included.
    package var attributesPerElement = 256
    package var attributes = 1_000_000
    /// Namespace declarations that are in scope at one place.
    package var namespacesInScope = 1_024

    package init() {}
}
