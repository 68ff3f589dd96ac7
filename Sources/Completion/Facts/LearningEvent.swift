/// What one statement says of its actor's learning of its object activity.
///
/// It says nothing of anybody else whom the statement names (instructor, team), nor of activities around its object.
package struct LearningEvent: Equatable, Sendable {
    package let witness: Witness
    /// From the mode that the statement itself names: `unknown` where it names a session without one, `normal`
    /// where neither.
    package var sessionClass: SessionClass = .normal
    /// Whether it has the category `https://w3id.org/xapi/cmi5/context/categories/cmi5` (cmi5 §9.6.2.1).
    package var isDefinedByCMI5 = false
    package var session: SessionKey?
    /// What it says, each with the words that say so; `activity` is always there.
    package var milestones: [Milestone: Saying] = [.activity: .anything]
    package var score: Score?
    /// 0...1
    package var progress: Double?
    /// Microseconds, above zero.
    package var duration: Int64?
    package var findings: FactFindings = []
    /// IRI.
    package var verb = ""
    /// `result.success` and `result.completion` as they stand.
    package var resultSuccess: Bool?
    package var resultCompletion: Bool?

    package init(witness: Witness) { self.witness = witness }

    /// nil where the statement says nothing of completion.
    package var completed: Bool? { milestones[.completion] != nil ? true : says(.incompletion) ? false : nil }
    /// nil where the statement says nothing of success.
    package var passed: Bool? { milestones[.success] != nil ? true : says(.failure) ? false : nil }
    package var timestampIsInFuture: Bool { findings.contains(.timestampInFuture) }

    package func says(_ milestone: Milestone) -> Bool { milestones[milestone] != nil }
}
