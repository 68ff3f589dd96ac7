/// IRIs of ADL's xAPI SCORM Profile.
package enum SCORMProfileIRI {
    /// The profile's Activity, in the `category` of each of its statements.
    package static let category = "https://w3id.org/xapi/scorm"
    package static let activityProfile = "https://w3id.org/xapi/scorm/activity-profile"
    package static let agentProfile = "https://w3id.org/xapi/scorm/agent-profile"
    package static let activityState = "https://w3id.org/xapi/scorm/activity-state"
    package static let attemptState = "https://w3id.org/xapi/scorm/attempt-state"
    package static let suspendData = "https://w3id.org/xapi/scorm/types/adl-suspend-data"
}

/// IRIs of activity types.
package enum ActivityTypeIRI {
    package static let assessment = "http://adlnet.gov/expapi/activities/assessment"
    package static let attempt = "http://adlnet.gov/expapi/activities/attempt"
    package static let course = "http://adlnet.gov/expapi/activities/course"
    package static let interaction = "http://adlnet.gov/expapi/activities/interaction"
    /// What xAPI itself recommends for Interaction Activities (Data 2.4.4.1).
    package static let cmiInteraction = "http://adlnet.gov/expapi/activities/cmi.interaction"
    package static let lesson = "http://adlnet.gov/expapi/activities/lesson"
    package static let module = "http://adlnet.gov/expapi/activities/module"
    package static let objective = "http://adlnet.gov/expapi/activities/objective"
    package static let profile = "http://adlnet.gov/expapi/activities/profile"
    package static let video = "https://w3id.org/xapi/video/activity-type/video"
}

/// IRIs of attachments' usage types.
package enum AttachmentUsageIRI {
    /// A JSON web signature over the statement (Data 2.6).
    package static let signature = "http://adlnet.gov/expapi/attachments/signature"
    /// Evidence for what a statement says (Tin Can registry).
    package static let supportingMedia = "http://id.tincanapi.com/attachment/supporting_media"
}
