/// Bytes that are no facts: cut off, too long, out of order, or of a version that this binary does not know.
package struct InvalidFacts: Error, Equatable {
    /// Where reading stopped, in bytes.
    package let offset: Int
}
