/// The objective by which SCORM 2004 sequencing judges an item (SCORM 2004 SN 3.10).
package struct PrimaryObjective: Sendable, Equatable {
    /// False where it is not declared.
    package var satisfiedByMeasure: Bool
    /// As declared, -1…1; the default of 1 is not filled in.
    package var minNormalizedMeasure: Double?
}
