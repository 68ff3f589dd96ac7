package import ExactJSON
package import XAPI

/// A rule document that cannot be used, with the place of what is wrong in it.
package struct InvalidRule: Error, Equatable {
    package let pointer: JSONPointer
    package let message: LocalizedText

    init(_ pointer: JSONPointer, french: String, english: String) {
        self.pointer = pointer
        message = LocalizedText(french: french, english: english)
    }
}
