import ExactJSON
package import Foundation
package import XAPI

extension LearningEvent {
    /// Reads what a stored statement says; nil where its object is no Activity, or where it voids another.
    ///
    /// - Parameters:
    ///   - id: of the statement, which the server may have given.
    ///   - stored: when it was stored; a later `timestamp` does not count.
    package init?(_ statement: Statement, id: UUID, stored: Instant) {
        guard case .activity = statement.object, statement.verb != VerbIRI.voided else { return nil }
        let happened = statement.timestamp ?? stored
        self.init(
            witness: Witness(
                effective: min(happened, stored).microseconds,
                stored: stored.microseconds,
                statement: id
            )
        )
        verb = statement.verb
        (resultSuccess, resultCompletion) = (statement.result?.success, statement.result?.completion)
        if happened > stored { findings.insert(.timestampInFuture) }
        if let context = statement.context { read(context) }
        let verb = LearningVerb(statement.verb)
        if let verb { milestones.merge(verb.milestones) { _, new in new } }
        if verb == .waived, statement.result?.extensions?[key: CMI5IRI.reason]?.string == "Equivalent" {
            milestones[.waived] = .equivalent
        }
        if let result = statement.result { readMeasures(result) }
        // How somebody rates a course is not how they did in it.
        guard verb?.isDecision != true, !Self.opinions.contains(statement.verb) else { return }
        readCompletion(verb, statement.result?.completion)
        readSuccess(verb, statement.result?.success)
        if let read = statement.result?.score { readScore(read) }
    }

    private static let opinions: Set = [VerbIRI.tinCanRated, VerbIRI.commented]

    private mutating func read(_ context: Statement.Context) {
        isDefinedByCMI5 = context.activities.category.contains { $0.id == CMI5IRI.category }
        let mode = context.extensions?[key: CMI5IRI.launchMode]?.string
        let named = context.extensions?[key: CMI5IRI.sessionID]?.string
        session = (named ?? context.extensions?[key: VideoProfileIRI.sessionID]?.string).map(SessionKey.init(_:))
        switch mode?.lowercased() {
        case "normal": sessionClass = .normal
        case "browse": sessionClass = .browse
        case "review": sessionClass = .review
        case .some: sessionClass = .unknown
        case nil: sessionClass = named == nil ? .normal : .unknown
        }
    }

    private mutating func readCompletion(_ verb: LearningVerb?, _ result: Bool?) {
        let isVerb = verb == .completed
        if isVerb, result == false { findings.insert(.completedWithCompletionFalse) }
        if !isVerb, isDefinedByCMI5, result != nil {
            findings.insert(.resultNotAllowedByCMI5)
            return
        }
        guard let says = result ?? (isVerb ? true : nil) else { return }
        if !says {
            milestones[.incompletion] = .completionFalse
            return
        }
        milestones[.completion] = result == nil ? .completed : .completionTrue
        if verb == .terminated { milestones[.conclusion] = .terminatedComplete }
    }

    private mutating func readSuccess(_ verb: LearningVerb?, _ result: Bool?) {
        switch (verb, result) {
        case (.failed, _):
            if result == true { findings.insert(.failedWithSuccessTrue) }
            milestones[.failure] = .failed
        case (.passed, false), (.mastered, false):
            findings.insert(.passedWithSuccessFalse)
            milestones[.failure] = .successFalse
        case (.passed, _): milestones.merge([.success: .passed, .passedVerb: .passed]) { $1 }
        case (.mastered, _): milestones.merge([.success: .mastered, .passedVerb: .mastered]) { $1 }
        case (_, nil): return
        case (_, let success?):
            guard !isDefinedByCMI5 else {
                findings.insert(.resultNotAllowedByCMI5)
                return
            }
            milestones[success ? .success : .failure] = success ? .successTrue : .successFalse
        }
        if let success = milestones[.success] { milestones[.unscoredSuccess] = success }
    }

    /// A success with a scaled score stands or falls with it, wherever a mastery score is asked for.
    private mutating func readScore(_ read: Statement.Result.Score) {
        let score = Score(scaled: read.scaled, raw: read.raw, min: read.min, max: read.max)
        guard !score.isEmpty else { return }
        self.score = score
        if score.scaled != nil { milestones[.unscoredSuccess] = nil }
    }

    private mutating func readMeasures(_ result: Statement.Result) {
        if let duration = result.duration, duration.microseconds > 0 { self.duration = duration.microseconds }
        let percent = result.extensions?[key: CMI5IRI.progress]?.double.map { $0 / 100 }
        guard let fraction = percent ?? result.extensions?[key: VideoProfileIRI.progress]?.double else { return }
        if (0...1).contains(fraction) { progress = fraction } else { findings.insert(.progressOutOfRange) }
    }
}
