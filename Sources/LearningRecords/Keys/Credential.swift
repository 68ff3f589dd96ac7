/// Who is calling: a key, the source it speaks for, the authority it gives statements, and what it may do.
package struct Credential: Sendable {
    package let key: String
    package let source: Int64
    /// The authority that the service sets on this key's statements (xAPI 1.0.3 Data 2.4.9).
    package let authority: Authority
    package let scopes: Set<Scope>
    /// What the key is called.
    package var name = ""
    /// Where the key is that of an inspection: it has no scopes, and opens the routes that are open to inspections.
    package var inspection: Inspection?

    package struct Authority: Sendable {
        package let term: Int64
        /// The Agent as JSON.
        package let json: [UInt8]
    }

    package func may(_ scope: Scope) -> Bool { scopes.contains(scope) }
}
