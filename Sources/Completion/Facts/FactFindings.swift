/// What is odd in the statements behind a fact; the statements count all the same, as each case says.
package struct FactFindings: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// A timestamp later than the time of storing, which counts instead.
    package static let timestampInFuture = FactFindings(rawValue: 1 << 0)
    /// The verb completed with `result.completion` false: counted as incomplete.
    package static let completedWithCompletionFalse = FactFindings(rawValue: 1 << 1)
    /// The verb passed with `result.success` false: counted as a failure.
    package static let passedWithSuccessFalse = FactFindings(rawValue: 1 << 2)
    /// The verb failed with `result.success` true: counted as a failure.
    package static let failedWithSuccessTrue = FactFindings(rawValue: 1 << 3)
    /// A statement defined by cmi5 with a completion or success that its verb does not allow (cmi5 §9.5.2, §9.5.3):
    /// the verb counts.
    package static let resultNotAllowedByCMI5 = FactFindings(rawValue: 1 << 4)
    /// A progress outside its range: left out.
    package static let progressOutOfRange = FactFindings(rawValue: 1 << 5)

    private static let codes: [(finding: FactFindings, code: String)] = [
        (.timestampInFuture, "timestamp-in-future"),
        (.completedWithCompletionFalse, "completed-with-completion-false"),
        (.passedWithSuccessFalse, "passed-with-success-false"),
        (.failedWithSuccessTrue, "failed-with-success-true"),
        (.resultNotAllowedByCMI5, "result-not-allowed-by-cmi5"),
        (.progressOutOfRange, "progress-out-of-range"),
    ]

    /// Stable codes, in one order.
    package var codes: [String] { Self.codes.filter { contains($0.finding) }.map(\.code) }
}
