package import XAPI

/// A length of time, and what is odd in one, as people read it.
package enum PlainDuration {
    /// `1 h 05 min`, `45 min`, `30 s`; the same in French and English.
    package static func text(of microseconds: Int64) -> String {
        let seconds = max(0, microseconds) / 1_000_000
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        if hours > 0 { return "\(hours) h \(minutes < 10 ? "0" : "")\(minutes) min" }
        return minutes > 0 ? "\(minutes) min" : "\(seconds) s"
    }

    /// What a code of `Evaluation.timeFindings` means; nil for another.
    package static func remark(of finding: String) -> LocalizedText? {
        switch finding {
        case "overlapping-sessions":
            LocalizedText(
                french: "des séances se recouvrent : chaque instant est compté une fois",
                english: "sessions overlap: each instant is counted once"
            )
        case "session-longer-than-a-day":
            LocalizedText(
                french: "une séance dit avoir duré plus d’un jour : un jour est compté",
                english: "a session says that it took more than a day: a day is counted"
            )
        case "sessions-left-out":
            LocalizedText(
                french: "les séances sont trop nombreuses : les plus longues sont comptées",
                english: "there are too many sessions: the longest are counted"
            )
        default: nil
        }
    }
}
