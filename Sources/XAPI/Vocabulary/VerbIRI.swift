/// IRIs of the verbs that the product reads or writes, spelt as their owners spell them.
package enum VerbIRI {
    // ADL's vocabulary, with the one verb that xAPI reserves (Data 2.3.2).
    package static let voided = "http://adlnet.gov/expapi/verbs/voided"
    package static let answered = "http://adlnet.gov/expapi/verbs/answered"
    package static let asked = "http://adlnet.gov/expapi/verbs/asked"
    package static let attempted = "http://adlnet.gov/expapi/verbs/attempted"
    package static let attended = "http://adlnet.gov/expapi/verbs/attended"
    package static let commented = "http://adlnet.gov/expapi/verbs/commented"
    package static let completed = "http://adlnet.gov/expapi/verbs/completed"
    package static let exited = "http://adlnet.gov/expapi/verbs/exited"
    package static let experienced = "http://adlnet.gov/expapi/verbs/experienced"
    package static let failed = "http://adlnet.gov/expapi/verbs/failed"
    package static let imported = "http://adlnet.gov/expapi/verbs/imported"
    package static let initialized = "http://adlnet.gov/expapi/verbs/initialized"
    package static let interacted = "http://adlnet.gov/expapi/verbs/interacted"
    package static let launched = "http://adlnet.gov/expapi/verbs/launched"
    package static let mastered = "http://adlnet.gov/expapi/verbs/mastered"
    package static let passed = "http://adlnet.gov/expapi/verbs/passed"
    package static let preferred = "http://adlnet.gov/expapi/verbs/preferred"
    package static let progressed = "http://adlnet.gov/expapi/verbs/progressed"
    package static let registered = "http://adlnet.gov/expapi/verbs/registered"
    package static let responded = "http://adlnet.gov/expapi/verbs/responded"
    package static let resumed = "http://adlnet.gov/expapi/verbs/resumed"
    package static let scored = "http://adlnet.gov/expapi/verbs/scored"
    package static let shared = "http://adlnet.gov/expapi/verbs/shared"
    package static let suspended = "http://adlnet.gov/expapi/verbs/suspended"
    package static let terminated = "http://adlnet.gov/expapi/verbs/terminated"

    // ADL's later names, of which cmi5 §9.3 uses the first three.
    package static let abandoned = "https://w3id.org/xapi/adl/verbs/abandoned"
    package static let waived = "https://w3id.org/xapi/adl/verbs/waived"
    package static let satisfied = "https://w3id.org/xapi/adl/verbs/satisfied"
    package static let loggedIn = "https://w3id.org/xapi/adl/verbs/logged-in"
    package static let loggedOut = "https://w3id.org/xapi/adl/verbs/logged-out"

    // The video profile.
    package static let played = "https://w3id.org/xapi/video/verbs/played"
    package static let paused = "https://w3id.org/xapi/video/verbs/paused"
    package static let seeked = "https://w3id.org/xapi/video/verbs/seeked"

    // Registries of the Tin Can years, which authoring tools still write.
    package static let tinCanViewed = "http://id.tincanapi.com/verb/viewed"
    package static let tinCanRated = "http://id.tincanapi.com/verb/rated"
    package static let tinCanPaused = "http://id.tincanapi.com/verb/paused"
    package static let tinCanSkipped = "http://id.tincanapi.com/verb/skipped"
    package static let activityStreamsComplete = "http://activitystrea.ms/schema/1.0/complete"
}
