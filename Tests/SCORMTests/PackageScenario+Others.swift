@testable import SCORM

extension PackageScenario {
    private static let refused = "invalid-course-structure"

    static let courses = [
        PackageScenario(
            "another namespace",
            .cmi5,
            ["v1/CourseStructure": "v0/CourseStructure"],
            findings: [.cmi5Namespace],
            refusal: refused
        ),
        PackageScenario(
            "another namespace, leniently",
            .cmi5,
            ["v1/CourseStructure": "v0/CourseStructure"],
            leniency: .namespace,
            findings: [.cmi5Namespace]
        ),
        PackageScenario(
            "url before title",
            .cmi5,
            ["<au id=\"https://exemple.fr/au/2\">": "<au id=\"https://exemple.fr/au/2\"><url>a</url>"],
            findings: [.cmi5ChildOrder, .launchMissing, .schemaFault],
            refusal: refused
        ),
        PackageScenario(
            "title and description exchanged, leniently",
            .cmi5,
            [
                "<title><langstring lang=\"fr-FR\">Bilan</langstring></title>\n": "",
                "<url>https:": "<title><langstring lang=\"fr-FR\">Bilan</langstring></title><url>https:",
            ],
            leniency: .childOrder,
            findings: [.cmi5ChildOrder, .schemaFault]
        ),
        PackageScenario(
            "a title without text",
            .cmi5,
            ["<langstring lang=\"fr-FR\">Bilan</langstring>": ""],
            findings: [.cmi5NoLangstring, .schemaFault],
            refusal: refused
        ),
        PackageScenario(
            "an id that is no IRI",
            .cmi5,
            ["\"https://exemple.fr/au/2\"": "\"au-2\""],
            findings: [.cmi5IDNotIRI],
            refusal: refused,
            line: 25
        ),
        PackageScenario(
            "an id twice",
            .cmi5,
            ["/au/2": "/au/1"],
            findings: [.cmi5DuplicateID],
            refusal: refused,
            line: 25
        ),
        PackageScenario("one id for a block and an AU", .cmi5, ["/au/2": "/blocs/1"]),
        PackageScenario(
            "a URL with a space",
            .cmi5,
            ["fr/bilan": "fr/le bilan"],
            findings: [.cmi5URLInvalid],
            refusal: refused,
            line: 28
        ),
        PackageScenario(
            "an empty URL",
            .cmi5,
            ["https://ailleurs.exemple.fr/bilan": ""],
            findings: [.cmi5URLInvalid],
            refusal: refused
        ),
        PackageScenario(
            "another scheme",
            .cmi5,
            ["https://ailleurs": "ftp://ailleurs"],
            findings: [.cmi5URLScheme],
            refusal: refused
        ),
        PackageScenario(
            "a script",
            .cmi5,
            ["https://ailleurs.exemple.fr/bilan": "javascript:a"],
            findings: [.cmi5URLScheme],
            refusal: refused
        ),
        PackageScenario(
            "a reserved parameter",
            .cmi5,
            ["?langue=fr": "?a=1&amp;f%65tch=2"],
            findings: [.cmi5ReservedQuery],
            refusal: refused
        ),
        PackageScenario("a parameter in other capitals", .cmi5, ["?langue=fr": "?Fetch=2"]),
        PackageScenario(
            "an unknown moveOn",
            .cmi5,
            ["\"Passed\"": "\"passed\""],
            findings: [.cmi5MoveOn, .schemaFault],
            refusal: refused,
            line: 16
        ),
        PackageScenario(
            "an unknown launchMethod",
            .cmi5,
            ["OwnWindow": "Own"],
            findings: [.cmi5LaunchMethod, .schemaFault],
            refusal: refused
        ),
        PackageScenario(
            "a mastery score above 1",
            .cmi5,
            ["\"0.6\"": "\"60\""],
            findings: [.cmi5MasteryScore, .schemaFault],
            refusal: refused
        ),
        PackageScenario(
            "a URL that names no file",
            .cmi5,
            files: ["cmi5.xml"],
            findings: [.launchMissing],
            refusal: refused,
            line: 20
        ),
        PackageScenario(
            "a URL that climbs out",
            .cmi5,
            ["alerter/index.html": "../index.html"],
            findings: [.launchEscapesPackage],
            refusal: refused
        ),
        PackageScenario(
            "elements of others at the end",
            .cmi5,
            ["</courseStructure>": "<x:y xmlns:x=\"z\"/></courseStructure>"]
        ),
        PackageScenario("attributes of others", .cmi5, ["moveOn=": "x:y=\"1\" xmlns:x=\"z\" moveOn="]),
    ]

    static let activities = [
        PackageScenario(
            "an id that is no IRI",
            .tincan,
            ["\"https://exemple.fr/jeu\"": "\"[ICI]/jeu\""],
            findings: [.activityIDNotIRI],
            line: 4
        ),
        PackageScenario("no id", .tincan, [" id=\"https://exemple.fr/jeu\"": ""], findings: [.identifierMissing]),
        PackageScenario("an id twice", .tincan, ["/jeu/niveau-1": "/jeu"], findings: [.duplicateIdentifier], line: 9),
        PackageScenario(
            "no name",
            .tincan,
            ["<name lang=\"fr-FR\">Le jeu</name>": ""],
            findings: [.titleMissing, .activityTitleMissing]
        ),
        PackageScenario(
            "no launch",
            .tincan,
            ["<launch lang=\"fr-FR\">jeu/index.html</launch>": ""],
            findings: [.titleMissing, .nothingLaunchable]
        ),
    ]

    static let documents = [
        PackageScenario(
            "a DOCTYPE is not loaded",
            .tincan,
            ["<tincan ": "<!DOCTYPE tincan SYSTEM \"file:///etc/passwd\"><tincan "],
            findings: [.doctype],
            line: 2
        ),
        PackageScenario("a byte order mark", .tincan, bytes: [0xEF, 0xBB, 0xBF] + Array(Base.tincan.text.utf8)),
        PackageScenario(
            "Latin letters declared as UTF-8",
            .tincan,
            bytes: latin1(Base.tincan.text),
            findings: [.encodingFallback],
            line: 1
        ),
        PackageScenario("an entity", .tincan, [">Le jeu<": ">Le jeu&nbsp;!<"], refusal: "invalid-manifest"),
        PackageScenario(
            "an external entity",
            .scorm12,
            [
                "<manifest ": "<!DOCTYPE m [<!ENTITY e SYSTEM \"/etc/passwd\">]><manifest ",
                ">Accueil des agents<": ">&e;<",
            ],
            refusal: "invalid-manifest"
        ),
        PackageScenario("cut short", .scorm12, ["</manifest>": ""], refusal: "invalid-manifest"),
        PackageScenario(
            "no manifest inside",
            .scorm12,
            ["manifest ": "html ", "</manifest>": "</html>"],
            refusal: "invalid-manifest"
        ),
        PackageScenario(
            "too deep",
            .scorm12,
            ["<title>Lecture</title>": String(repeating: "<item>", count: 260)],
            refusal: "manifest-too-large"
        ),
        PackageScenario(
            "too many elements",
            .scorm12,
            ["<title>Lecture</title>": String(repeating: "<item/>", count: 500_001)],
            refusal: "manifest-too-large"
        ),
        PackageScenario(
            "too many bytes",
            .scorm12,
            bytes: [UInt8](repeating: 0x20, count: (16 << 20) + 1),
            refusal: "manifest-too-large"
        ),
    ]

    private static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(exactly: $0.value) ?? 0x3F }
    }
}
