/// What a record of the log is: the kind in its leaf's entry. Numbers keep their meaning for ever; `docs/evidence.md` has
/// the text of each kind.
package enum RecordKind: UInt8, Sendable, CaseIterable {
    case statement = 1
    /// What was done about a person.
    case personEvent = 2
    /// A package that was imported: a version of a course.
    case package = 3
    /// A rule that somebody put in force in a course.
    case ruleInForce = 4
    /// For which courses a source is trusted from now on.
    case sourceTrust = 5
    /// Somebody was erased: how many records went, and why; not who.
    case erasure = 6
    /// Who read learners' data, when and why: many reads together.
    case reads = 7
    /// Whom the records between two leaves are about, for those alone who may know.
    case period = 8
    /// What was destroyed because its time was over, by which schedules, and the tombstones of it.
    case retention = 9
}
