/// A sentence that people read, in the two languages of the product.
///
/// Plain text: no markup, no line breaks needed. Both are always filled in.
package struct LocalizedText: Sendable, Equatable {
    package let french: String
    package let english: String

    package init(french: String, english: String) {
        self.french = french
        self.english = english
    }
}
