/// IRIs of the xAPI Video Profile.
package enum VideoProfileIRI {
    package static let category = "https://w3id.org/xapi/video"

    /// Result: part watched, from 0 to 1.
    package static let progress = "https://w3id.org/xapi/video/extensions/progress"
    /// Result: `0[.]12.5[,]30[.]45`, seconds.
    package static let playedSegments = "https://w3id.org/xapi/video/extensions/played-segments"
    /// Result: seconds from the start.
    package static let time = "https://w3id.org/xapi/video/extensions/time"
    package static let timeFrom = "https://w3id.org/xapi/video/extensions/time-from"
    package static let timeTo = "https://w3id.org/xapi/video/extensions/time-to"

    /// Context: UUID.
    package static let sessionID = "https://w3id.org/xapi/video/extensions/session-id"
    /// Context: seconds.
    package static let length = "https://w3id.org/xapi/video/extensions/length"
    /// Context: part that counts as all, from 0 to 1.
    package static let completionThreshold = "https://w3id.org/xapi/video/extensions/completion-threshold"
}
