/// When a course is complete, as an expression over facts. Each answer is true, false or unknown.
///
/// What says nothing of an item is about the course's root activity; `every` and `activity` turn to items.
package indirect enum Rule: Equatable, Sendable {
    case all([Rule])
    case any([Rule])
    case atLeast(Int, [Rule])
    case not(Rule)

    /// Holds for each item selected; unknown where there is none.
    case every(Selection, Rule)
    /// Holds for the item with this identifier; unknown where there is none.
    case activity(String, Rule)
    /// The item is of one of these kinds.
    case kind([CourseOutline.Item.Kind])

    case completed
    case passed(Pass)
    case opened
    case attended
    case waived
    /// The service itself states that the course is completed, waived, or matched by something equivalent.
    case decision
    /// Some statement says this; which ones are there is known only where statements are folded with what they tell.
    case statement(StatementPattern)
    /// Terminated with `result.completion` true (xAPI SCORM profile §5).
    case concluded
    /// The item's own criterion, or waived (cmi5 §13.1.4 moveOn, §9.3.7).
    case moveOn
    /// Best score as a fraction of its range; unknown where no score tells its range.
    case scoreAtLeast(Double)
    /// 0...1
    case progressAtLeast(Double)
    /// Counted time: of an item its own, of the course that of all its items.
    case timeAtLeast(seconds: Int64)

    package enum Selection: String, Sendable, CaseIterable {
        case launchable, sco, asset, au, tincan
    }

    /// Which success counts.
    package enum Pass: String, Sendable, CaseIterable {
        /// A verb or `result.success`.
        case any
        /// A verb alone.
        case verb
        /// Any, but for one with a scaled score below the item's mastery score (cmi5 §9.3.4).
        case mastery
    }
}
