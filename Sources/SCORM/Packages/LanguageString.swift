/// A text with the language that its document gives it.
package struct LanguageString: Sendable, Equatable {
    /// As written (`fr-FR`); nil where none is given.
    package let language: String?
    package let text: String

    package init(language: String?, text: String) {
        self.language = language
        self.text = text
    }
}
