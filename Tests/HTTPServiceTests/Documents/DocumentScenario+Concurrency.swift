import LearningRecords

/// Communication 3.1, RFC 9110 section 13, and the differences' section 4.
extension DocumentScenario {
    private static let new = ["If-None-Match": "*"]
    private static let profiles: [DocumentContext.Resource] = [.agentProfile, .activityProfile]
    private static let sha1OfA = "\"9f89c740ceb46d7418c924a78ac57941d5e96520\""

    static let tags = [
        DocumentScenario(
            "3.1: GET gives an ETag, the quoted SHA-1 of the content in small digits",
            [.put(#"{"a":1}"#, if: new, 204), .holds(#"{"a":1}"#, answers: ["ETag": sha1OfA])]
        ),
        DocumentScenario(
            "3.1: another content has another ETag",
            [
                .put(#"{"a":2}"#, if: new, 204), .get(200), .put(#"{"a":1}"#, if: ["If-Match": "\"TAG\""], 204),
                .holds(#"{"a":1}"#, answers: ["ETag": sha1OfA]),
            ]
        ),
        DocumentScenario(
            "RFC 9110 13.1.2: GET answers 304 to a client that has the content",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200),
                .get(if: ["If-None-Match": "\"TAG\""], 304, answers: ["ETag": sha1OfA]),
                .get(if: ["If-None-Match": "W/\"TAG\""], 304), .get(if: ["If-None-Match": "\"x\", \"TAG\""], 304),
                .get(if: ["If-None-Match": "*"], 304), .get(if: ["If-None-Match": "\"x\""], 200),
            ]
        ),
        DocumentScenario(
            "RFC 9110 13.1.1: GET answers 412 to a client that wants another content",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200), .get(if: ["If-Match": "\"x\""], 412),
                .get(if: ["If-Match": "\"TAG\""], 200),
            ]
        ),
    ]

    static let matches = [
        DocumentScenario(
            "3.1: a wrong If-Match is 412 and changes nothing, by PUT, POST and DELETE",
            [
                .put(#"{"a":1}"#, if: new, 204),
                .put(#"{"a":2}"#, if: ["If-Match": "\"1234\""], 412, "precondition-failed"), .holds(#"{"a":1}"#),
                .post(#"{"a":2}"#, if: ["If-Match": "\"1234\""], 412, "precondition-failed"), .holds(#"{"a":1}"#),
                .delete(if: ["If-Match": "\"1234\""], 412, "precondition-failed"), .holds(#"{"a":1}"#),
            ]
        ),
        DocumentScenario(
            "3.1: the right If-Match is 204, by PUT, POST and DELETE",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200), .put(#"{"a":2}"#, if: ["If-Match": "\"TAG\""], 204),
                .holds(#"{"a":2}"#), .post(#"{"b":3}"#, if: ["If-Match": "\"TAG\""], 204), .holds(#"{"a":2,"b":3}"#),
                .delete(if: ["If-Match": "\"TAG\""], 204), .isAbsent,
            ]
        ),
        DocumentScenario(
            "RFC 9110 13.1.1: one of several tags is enough",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200),
                .put(#"{"a":2}"#, if: ["If-Match": "\"x,y\", \"TAG\" ,\"z\""], 204), .holds(#"{"a":2}"#),
                .put(#"{"a":3}"#, if: ["If-Match": "\"x\", \"y\""], 412), .holds(#"{"a":2}"#),
            ]
        ),
        DocumentScenario(
            "RFC 9110 13.1.1: `*` asks for any document, and 412 says that there is none",
            [
                .put("{}", if: ["If-Match": "*"], 412, "precondition-failed"), .post("{}", if: ["If-Match": "*"], 412),
                .delete(if: ["If-Match": "*"], 412), .isAbsent, .put(#"{"a":1}"#, if: new, 204),
                .put(#"{"a":2}"#, if: ["If-Match": "*"], 204), .holds(#"{"a":2}"#), .delete(if: ["If-Match": "*"], 204),
                .isAbsent,
            ]
        ),
        DocumentScenario(
            "RFC 9110 8.8.3.2: a weak tag is no strong one",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200), .put(#"{"a":2}"#, if: ["If-Match": "W/\"TAG\""], 412),
                .holds(#"{"a":1}"#),
            ]
        ),
        DocumentScenario(
            "a tag without quotes, as TinCanJS sends it, is taken as one with",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200), .put(#"{"a":2}"#, if: ["If-Match": "TAG"], 204),
                .put(#"{"a":3}"#, if: ["If-Match": "TAG"], 412), .holds(#"{"a":2}"#),
            ]
        ),
    ]

    static let noneMatches = [
        DocumentScenario(
            "3.1: If-None-Match: * is 412 where a document is, and changes nothing, by PUT and POST",
            [
                .put(#"{"a":1}"#, if: new, 204), .put(#"{"a":2}"#, if: new, 412, "precondition-failed"),
                .holds(#"{"a":1}"#), .post(#"{"a":2}"#, if: new, 412, "precondition-failed"), .holds(#"{"a":1}"#),
            ]
        ),
        DocumentScenario(
            "3.1: If-None-Match: * is 204 where none is", [.post(#"{"a":1}"#, if: new, 204), .holds(#"{"a":1}"#)]),
        DocumentScenario(
            "RFC 9110 13.1.2: If-None-Match with a tag refuses that content only, compared weakly",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200), .put(#"{"a":2}"#, if: ["If-None-Match": "W/\"TAG\""], 412),
                .holds(#"{"a":1}"#), .put(#"{"a":2}"#, if: ["If-None-Match": "\"x\""], 204), .holds(#"{"a":2}"#),
            ]
        ),
        DocumentScenario(
            "RFC 9110 13.2.2: of both headers, both must hold",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200),
                .put(#"{"a":2}"#, if: ["If-Match": "\"TAG\"", "If-None-Match": "*"], 412),
                .put(#"{"a":2}"#, if: ["If-Match": "\"x\"", "If-None-Match": "\"x\""], 412), .holds(#"{"a":1}"#),
                .put(#"{"a":2}"#, if: ["If-Match": "\"TAG\"", "If-None-Match": "\"x\""], 204), .holds(#"{"a":2}"#),
            ]
        ),
    ]

    static let neither = [
        DocumentScenario(
            "3.1, client: a PUT of a new profile includes one of the headers",
            under: ["1.0.3"],
            of: profiles,
            [.put("{}", 400, "precondition-missing"), .isAbsent]
        ),
        DocumentScenario(
            "2.0: a PUT of a new profile needs neither header",
            under: ["2.0.0"],
            of: profiles,
            [.put(#"{"a":1}"#, 204), .holds(#"{"a":1}"#)]
        ),
        DocumentScenario(
            "3.1: a PUT with neither header over a profile is 409 and changes nothing",
            of: profiles,
            [.put(#"{"a":1}"#, if: new, 204), .put(#"{"a":2}"#, 409, "conflict"), .holds(#"{"a":1}"#)]
        ),
        DocumentScenario(
            "3.1: State permits a PUT with neither header",
            under: ["1.0.3"],
            of: [.state],
            [.put(#"{"a":1}"#, 204), .put(#"{"a":2}"#, 204), .holds(#"{"a":2}"#)]
        ),
        DocumentScenario(
            "2.0: a PUT with neither header over State is 409 and changes nothing",
            under: ["2.0.0"],
            of: [.state],
            [.put(#"{"a":1}"#, 204), .put(#"{"a":2}"#, 409, "conflict"), .holds(#"{"a":1}"#)]
        ),
        DocumentScenario(
            "3.1: POST and DELETE need neither header",
            [
                .post(#"{"a":1}"#, 204), .post(#"{"b":2}"#, 204), .holds(#"{"a":1,"b":2}"#), .delete(204), .isAbsent,
                .delete(204),
            ]
        ),
    ]
}
