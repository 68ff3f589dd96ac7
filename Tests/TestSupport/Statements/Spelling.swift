/// A piece of JSON as it is sent, and as it has to come back under each version.
package struct Spelling {
    package var sent: String
    package var under1: String
    package var under2: String

    package init(sent: String, under1: String, under2: String) {
        self.sent = sent
        self.under1 = under1
        self.under2 = under2
    }

    /// What comes back as it came.
    package init(_ text: String) { self.init(sent: text, under1: text, under2: text) }

    package static func + (one: Spelling, other: Spelling) -> Spelling {
        Spelling(
            sent: one.sent + other.sent,
            under1: one.under1 + other.under1,
            under2: one.under2 + other.under2
        )
    }

    package static func + (one: Spelling, text: String) -> Spelling { one + Spelling(text) }
    package static func + (text: String, one: Spelling) -> Spelling { Spelling(text) + one }
}
