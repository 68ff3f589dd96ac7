/// What a course costs from a day on, until another price begins.
package struct CoursePrice: Equatable, Sendable {
    package enum Basis: String, CaseIterable, Sendable {
        /// For each hour that counts as learnt.
        case hour
        /// Once for each person who completes it.
        case person
    }

    package let from: Day
    package let cents: Int64
    package let basis: Basis
    /// The share that a funder pays, in thousandths.
    package let funded: Int64
    package let funder: String?

    /// A million euros.
    package static let mostCents: Int64 = 100_000_000
    /// Bytes of a funder's name.
    package static let longestFunder = 200

    package init(from day: Day, cents: Int64, basis: Basis, funded: Int64, funder: String?) {
        from = day
        self.cents = cents
        self.basis = basis
        self.funded = funded
        self.funder = funder
    }
}

/// Money in cents: what something cost, and how much of it a funder pays.
package struct Cost: Equatable, Sendable {
    package private(set) var cents: Int64 = 0
    package private(set) var funded: Int64 = 0
    /// µs that were counted for it.
    package private(set) var counted: Int64 = 0

    package init() {}

    package var own: Int64 { cents - funded }

    /// Cents; nil where no time was counted.
    package var perHour: Int64? {
        counted >= 1_000_000 ? Int64(Double(cents) * 3_600_000_000 / Double(counted) + 0.5) : nil
    }

    /// A session, rounded to the cent, so that lines add up.
    mutating func add(_ session: Int64, at price: CoursePrice) {
        let (hours, rest) = session.quotientAndRemainder(dividingBy: 3_600_000_000)
        // A session counts for a day at most, and a price is bounded.
        let cost = hours &* price.cents &+ (rest / 1_000 &* price.cents &+ 1_800_000) / 3_600_000
        add(cents: cost, funded: price.funded)
    }

    /// Somebody who completed the course.
    mutating func addPerson(at price: CoursePrice) { add(cents: price.cents, funded: price.funded) }

    mutating func add(counted: Int64) { self.counted = self.counted &+ counted }

    private mutating func add(cents: Int64, funded: Int64) {
        self.cents = self.cents &+ cents
        self.funded = self.funded &+ (cents &* funded &+ 500) / 1_000
    }
}

/// What an employer has to spend on training in a year.
package struct Obligation: Equatable, Sendable {
    package let year: Int64
    package let employer: String
    package let cents: Int64
    /// Such as `0,9 % de la masse salariale`.
    package let reason: String

    /// A billion euros.
    package static let mostCents: Int64 = 100_000_000_000
    package static let longestReason = 500

    package init(year: Int64, employer: String, cents: Int64, reason: String) {
        self.year = year
        self.employer = employer
        self.cents = cents
        self.reason = reason
    }
}
