/// An attribute as written; namespace declarations are none.
package struct XMLAttribute: Sendable, Equatable {
    /// Local name.
    package let name: String
    package let prefix: String?
    /// Nil without a prefix, and where the prefix is not declared.
    package let namespace: String?
    /// Normalised as XML 1.0 §3.3.3 says for CDATA.
    package let value: String
}
