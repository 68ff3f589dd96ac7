/// A page to read and to print, before anything is said of how it looks: what is written in it as a web page and as paper is
/// the same.
package struct PlainPage: Equatable, Sendable {
    package enum Language: String, Sendable, CaseIterable {
        case french = "fr"
        case english = "en"
    }

    package enum Block: Equatable, Sendable {
        /// - Parameter level: 1 is the page's own.
        case heading(PlainText, level: Int)
        case paragraph(PlainText)
        case facts([Fact])
        case table(PlainTable)
        /// What follows begins on another sheet of paper.
        case pageBreak
    }

    /// A name and what it is.
    package struct Fact: Equatable, Sendable {
        package let name: PlainText
        package let value: PlainText

        package init(_ name: PlainText, _ value: PlainText) {
            self.name = name
            self.value = value
        }
    }

    package let language: Language
    package let title: PlainText
    package var blocks: [Block]

    package init(_ title: PlainText, in language: Language, _ blocks: [Block] = []) {
        self.title = title
        self.language = language
        self.blocks = blocks
    }
}

/// Rows under the names of their columns.
package struct PlainTable: Equatable, Sendable {
    package struct Column: Equatable, Sendable {
        package let title: PlainText
        /// Its share of the width, against those of the others.
        package let width: Int

        package init(_ title: PlainText, width: Int = 1) {
            self.title = title
            self.width = width
        }
    }

    package let caption: PlainText
    package let columns: [Column]
    /// A cell for each column.
    package let rows: [[PlainText]]
    /// Rows are high enough for a signature by hand.
    package let isToSign: Bool

    package init(_ caption: PlainText, _ columns: [Column], rows: [[PlainText]], isToSign: Bool = false) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.isToSign = isToSign
    }
}
