/// adlcp:completionThreshold of SCORM 2004, as declared: nil where an attribute is absent or cannot be read.
package struct CompletionThreshold: Sendable, Equatable {
    package var completedByMeasure: Bool?
    /// 0…1; in 3rd edition the element's text.
    package var minProgressMeasure: Double?
    /// 0…1.
    package var progressWeight: Double?
}
