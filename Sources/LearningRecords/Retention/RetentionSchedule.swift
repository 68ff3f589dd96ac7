import ExactJSON

/// How long one kind of data is kept, for whom, and from which moment on. A change makes a new version.
package struct RetentionSchedule: Sendable {
    package enum Category: String, CaseIterable, Sendable {
        /// People whose attribute has ended, and of whom nothing came since: they are erased.
        case peopleGone = "people-gone"
        /// Identifiers of learners that nobody matched, and that said nothing since: they are erased.
        case unknownActors = "unknown-actors"
        /// Documents of the State and profile resources that nobody changed since: they are deleted.
        case documents
        /// Entries of the access log, in whole batches.
        case accessLog = "access-log"
    }

    /// What somebody sets.
    package struct Draft: Equatable, Sendable {
        package var name: String
        package var category: Category
        package var period: RetentionPeriod
        /// Of `peopleGone`: whose end begins the period.
        package var attribute: AttributeName?
        /// Of `peopleGone`: the last values that people had. Empty for everybody.
        package var audience: [AttributeName: String]
        package var isEnabled: Bool

        package init(
            name: String, category: Category, period: RetentionPeriod, attribute: AttributeName? = nil,
            audience: [AttributeName: String] = [:], isEnabled: Bool = true
        ) {
            self.name = name
            self.category = category
            self.period = period
            self.attribute = attribute
            self.audience = audience
            self.isEnabled = isEnabled
        }
    }

    package let id: String
    /// From 1 on.
    package let version: Int64
    package let draft: Draft
    /// The key that set it.
    package let key: String
    /// µs since 1970.
    package let at: Int64

    /// Bytes of a name.
    package static let longestName = 200
    /// Schedules in all: a run asks each.
    package static let most = 100

    /// Whether it may name a schedule: 1 to 64 of `a`–`z`, `0`–`9` and hyphens.
    package static func isID(_ text: String) -> Bool { text.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil }
}

extension RetentionSchedule.Draft {
    /// The audience as stored: an object in the order of names.
    var audienceJSON: [UInt8] {
        var writer = JSONWriter()
        writer.object { object in
            for (name, value) in audience.sorted(by: { $0.key < $1.key }) { object.member(name.rawValue, value) }
        }
        return writer.bytes
    }

    static func audience(stored json: [UInt8]) throws -> [AttributeName: String] {
        try JSONDocument(reading: json).root.members.reduce(into: [:]) { audience, member in
            if let name = AttributeName(rawValue: member.key) { audience[name] = member.value.string }
        }
    }
}
