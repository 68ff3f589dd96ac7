/// Communication 2.2 and 3.2.
extension DocumentScenario {
    private static let new = ["If-None-Match": "*"]

    static let contents = [
        DocumentScenario(
            "2.2: contents are arbitrary binary data, kept byte for byte, with their type",
            [
                .put(bytes: Array(0...255) + [0, 0xC3], type: "image/png", if: new, 204),
                .holds(bytes: Array(0...255) + [0, 0xC3], answers: ["Content-Type": "image/png"]),
            ]
        ),
        DocumentScenario(
            "1.5: documents can have any content type, parameters included",
            [
                .put("é", type: "text/plain; charset=\"utf-8\"", if: new, 204),
                .holds("é", answers: ["Content-Type": "text/plain; charset=\"utf-8\""]),
            ]
        ),
        DocumentScenario(
            "2.2: a document without a type is bytes",
            [.put("x", type: "", if: new, 204), .holds("x", answers: ["Content-Type": "application/octet-stream"])]
        ),
        DocumentScenario(
            "2.2: an empty document is one",
            [.put("", type: "text/plain", if: new, 204), .holds("", answers: ["Content-Length": "0"])]
        ),
        DocumentScenario(
            "2.2: JSON comes back as it was written: numbers, keys, space, NFD",
            [
                .put(" {\"b\" : 1.0,\"a\":12345678901234567890,\n\"e\u{301}\":1e-7}\n", if: new, 204),
                .holds(" {\"b\" : 1.0,\"a\":12345678901234567890,\n\"e\u{301}\":1e-7}\n"),
            ]
        ),
        DocumentScenario("2.2: JSON need not be an object", [.put("[1]", if: new, 204), .holds("[1]")]),
        DocumentScenario(
            "2.2: Last-Modified says when, and a browser runs nothing of it",
            [
                .put("<script>", type: "text/html", if: new, 204),
                .get(
                    200,
                    answers: [
                        "Last-Modified": "Thu, 01 Jan 2026 …", "Content-Security-Policy": "sandbox",
                        "X-Content-Type-Options": "nosniff",
                    ]
                ),
            ]
        ),
        DocumentScenario(
            "RFC 9110 8.4: a content under a coding that is not read is refused",
            [
                .put(
                    "x", type: "text/plain", if: ["Content-Encoding": "gzip", "If-None-Match": "*"], 400, "invalid-body"
                ),
                .isAbsent,
            ]
        ),
        DocumentScenario(
            "3.2: a content that is not of its JSON type is 400 and changes nothing",
            [
                .put("{\"a\":", if: new, 400, "invalid-json"), .put("", if: new, 400, "invalid-json"),
                .put(bytes: [0x22, 0xFF, 0x22], type: "application/json; charset=utf-8", if: new, 400), .isAbsent,
                .put(#"{"a":1}"#, if: new, 204), .put("a", if: ["If-Match": "*"], 400, "invalid-json"),
                .holds(#"{"a":1}"#),
            ]
        ),
    ]

    static let merges = [
        DocumentScenario(
            "2.2: the properties of the posted object are set, the others stay",
            [
                .put(#"{"x":"foo","y":"bar"}"#, if: new, 204), .post(#"{"x":"bash","z":"faz"}"#, 204),
                .holds(#"{"x":"bash","y":"bar","z":"faz"}"#),
            ]
        ),
        DocumentScenario(
            "2.2: only top-level properties are merged, each replaced whole, null too",
            [
                .put(#"{"a":{"b":1,"c":2},"d":[1,2],"e":5}"#, if: new, 204),
                .post(#"{"a":{"b":9},"d":[],"e":null}"#, 204),
                .holds(#"{"a":{"b":9},"d":[],"e":null}"#),
            ]
        ),
        DocumentScenario(
            "2.2: numbers and the order of keys of both survive",
            [
                .put("{ \"z\" : 1.0, \"a\" : 12345678901234567890 }", if: new, 204),
                .post("{\"n\":1e-7,\"z\":2.50}", 204),
                .holds("{ \"z\" : 2.50, \"a\" : 12345678901234567890,\"n\":1e-7 }"),
            ]
        ),
        DocumentScenario(
            "2.2: into a document of application/json with parameters",
            [
                .put(#"{"a":1}"#, type: "application/json;charset=UTF-8", if: new, 204), .post(#"{"b":2}"#, 204),
                .holds(#"{"a":1,"b":2}"#, answers: ["Content-Type": "application/json;charset=UTF-8"]),
            ]
        ),
        DocumentScenario(
            "2.2: a POST of a new document stores it", [.post(" {\"a\" : 1} ", 204), .holds(" {\"a\" : 1} ")]),
        DocumentScenario(
            "3.1: the ETag follows a merge",
            [
                .put(#"{"a":1}"#, if: new, 204), .get(200), .post(#"{"b":2}"#, 204),
                .get(if: ["If-None-Match": "\"TAG\""], 200),
                .put("{}", if: ["If-Match": "\"TAG\""], 204),
            ]
        ),
        DocumentScenario(
            "2.2: a posted document of another type is 400, whether or not one is there",
            [
                .post(#"{"a":1}"#, type: "text/plain", 400, "invalid-body"), .post(#"{"a":1}"#, type: "", 400),
                .isAbsent, .put(#"{"a":1}"#, if: new, 204), .post(#"{"b":2}"#, type: "not/json", 400, "invalid-body"),
                .holds(#"{"a":1}"#),
            ]
        ),
        DocumentScenario(
            "2.2: a posted document that is no JSON object is 400",
            [
                .post("[1]", 400, "invalid-body"), .post("\"x\"", 400), .post("{\"a\":1}[", 400, "invalid-json"),
                .isAbsent, .put(#"{"a":1}"#, if: new, 204), .post("{\"a\":2", 400), .holds(#"{"a":1}"#),
            ]
        ),
        DocumentScenario(
            "2.2: nothing is merged into a document of another type",
            [
                .put("/ asdf", type: "application/octet-stream", if: new, 204),
                .post(#"{"a":1}"#, 400, "invalid-body"),
                .holds("/ asdf", answers: ["Content-Type": "application/octet-stream"]),
            ]
        ),
        DocumentScenario(
            "2.2: nothing is merged into JSON that is no object",
            [.put("[1]", if: new, 204), .post(#"{"a":1}"#, 400, "invalid-body"), .holds("[1]")]
        ),
    ]
}
