@testable import SCORM

extension PackageScenario {
    static let places = [
        PackageScenario("a clean package has no finding", .scorm12),
        PackageScenario("a clean package has no finding", .scorm2004),
        PackageScenario("a clean package has no finding but its outside unit", .cmi5),
        PackageScenario("a clean package has no finding", .tincan),
        PackageScenario(
            "a folder may wrap all",
            .scorm12,
            files: ["Cours/imsmanifest.xml", "Cours/lecon/index.html", "Cours/lecture libre.html", "__MACOSX/._Cours"],
            findings: [.wrappedPackage]
        ),
        PackageScenario(
            "a folder in a folder may wrap all",
            .tincan,
            files: ["a/b/tincan.xml", "a/b/jeu/index.html"],
            findings: [.wrappedPackage]
        ),
        PackageScenario(
            "a folder among others wraps nothing",
            .scorm12,
            files: ["Cours/imsmanifest.xml", "autre.html"],
            refusal: "no-manifest"
        ),
        PackageScenario(
            "a resource fork's twin is never the manifest",
            .scorm12,
            files: ["__MACOSX/._imsmanifest.xml", "._imsmanifest.xml", "__MACOSX/imsmanifest.xml"],
            refusal: "no-manifest"
        ),
        PackageScenario(
            "twins beside the real one do not count",
            .scorm12,
            files: [
                "__MACOSX/._imsmanifest.xml", "._imsmanifest.xml", ".DS_Store", "imsmanifest.xml", "lecon/index.html",
                "lecture libre.html",
            ]
        ),
        PackageScenario(
            "any case of letters",
            .scorm12,
            files: ["IMSManifest.XML", "lecon/index.html", "lecture libre.html"]
        ),
        PackageScenario("no files at all", .scorm12, files: [], refusal: "no-manifest"),
        PackageScenario(
            "cmi5 is preferred to SCORM and tincan",
            .cmi5,
            files: ["tincan.xml", "imsmanifest.xml", "cmi5.xml", "alerter/index.html"],
            findings: [.severalManifests]
        ),
        PackageScenario(
            "SCORM is preferred to tincan",
            .scorm2004,
            files: ["tincan.xml", "imsmanifest.xml", "contenu/jeu/quiz.html"],
            findings: [.severalManifests]
        ),
        PackageScenario(
            "another standard's manifest under this name",
            .tincan,
            files: ["imsmanifest.xml", "jeu/index.html"],
            findings: [.manifestNameDiffers]
        ),
    ]

    static let launches = [
        PackageScenario(
            "the file is not there",
            .scorm12,
            files: ["imsmanifest.xml", "lecture libre.html"],
            findings: [.launchMissing],
            line: 13
        ),
        PackageScenario(
            "the file is spelt with other capitals",
            .scorm12,
            files: ["imsmanifest.xml", "Lecon/Index.html", "lecture libre.html"],
            findings: [.launchCaseDiffers],
            line: 13
        ),
        PackageScenario(
            "nothing is there",
            .scorm12,
            files: ["imsmanifest.xml"],
            findings: [.launchMissing, .nothingLaunchable]
        ),
        PackageScenario(
            "the name is escaped in the archive too",
            .scorm12,
            files: ["imsmanifest.xml", "lecon/index.html", "lecture%20libre.html"]
        ),
        PackageScenario(
            "a script",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\" href=\"JavaScript:x\""],
            findings: [.launchForbiddenScheme]
        ),
        PackageScenario(
            "a script with a line end in its scheme",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\" href=\"java&#10;script:x\""],
            findings: [.launchForbiddenScheme]
        ),
        PackageScenario(
            "climbing out",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\" href=\"a/../../b.html\""],
            findings: [.launchEscapesPackage]
        ),
        PackageScenario(
            "climbing out in escapes",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\" href=\"%2e%2e%5cb.html\""],
            findings: [.launchEscapesPackage]
        ),
        PackageScenario(
            "from the root",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\" href=\"/etc/passwd\""],
            findings: [.launchEscapesPackage]
        ),
        PackageScenario(
            "another machine",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\" href=\"\\\\serveur\\a.html\""],
            findings: [.launchForbiddenScheme]
        ),
        PackageScenario(
            "a web address",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\" href=\"https://exemple.fr/a\""],
            findings: [.launchExternal]
        ),
        PackageScenario(
            "an empty address",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\" href=\"\"", " parameters=\"?lang=fr\"": ""],
            findings: [.launchEmpty]
        ),
        PackageScenario(
            "no address",
            .scorm12,
            ["sco\" href=\"lecon/index.html\"": "sco\""],
            findings: [.resourceHrefMissing]
        ),
    ]

    static let contents = [
        PackageScenario(
            "a reference to nothing",
            .scorm12,
            ["RES-LECON\" p": "RIEN\" p"],
            findings: [.identifierrefDangling],
            line: 13
        ),
        PackageScenario(
            "an identifier twice",
            .scorm12,
            ["\"LECTURE\"": "\"LECON\""],
            findings: [.duplicateIdentifier],
            line: 22
        ),
        PackageScenario(
            "the default organization is not there",
            .scorm12,
            ["default=\"ORG\"": "default=\"X\""],
            findings: [.defaultOrganizationMissing],
            line: 8
        ),
        PackageScenario(
            "no default organization",
            .scorm12,
            [" default=\"ORG\"": ""],
            findings: [.defaultOrganizationAbsent]
        ),
        PackageScenario("no title", .scorm12, ["<title>Accueil des agents</title>": ""], findings: [.titleMissing]),
        PackageScenario(
            "an item without title",
            .scorm12,
            ["<title>Lecture</title>": ""],
            findings: [.itemTitleMissing],
            line: 22
        ),
        PackageScenario(
            "an item without identifier",
            .scorm12,
            [" identifier=\"LECTURE\"": ""],
            findings: [.identifierMissing, .schemaFault]
        ),
        PackageScenario("no schema", .scorm12, ["<schema>ADL SCORM</schema>": ""], findings: [.schemaMissing]),
        PackageScenario(
            "no schemaversion",
            .scorm12,
            ["<schemaversion>1.2</schemaversion>": ""],
            findings: [.schemaversionMissing]
        ),
        PackageScenario(
            "a wrong schemaversion",
            .scorm12,
            [">1.2<": ">1.3 beta<"],
            findings: [.schemaversionWrong],
            line: 6
        ),
        PackageScenario(
            "a prefix without declaration",
            .scorm12,
            ["\n    xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_rootv1p2\"": ""],
            findings: [.undeclaredPrefix],
            line: 14
        ),
        PackageScenario("no scormtype", .scorm12, [" adlcp:scormtype=\"sco\"": ""], findings: [.scormtypeMissing]),
        PackageScenario("an unknown scormtype", .scorm12, ["=\"sco\"": "=\"scoo\""], findings: [.scormtypeUnknown]),
        PackageScenario(
            "a mastery score above all",
            .scorm12,
            [">80<": ">180<"],
            findings: [.masteryScoreOutOfRange],
            line: 13
        ),
        PackageScenario("a mastery score in words", .scorm12, [">80<": ">NaN<"], findings: [.masteryScoreNotANumber]),
        PackageScenario("a mastery score of 1", .scorm12, [">80<": ">0.8<"], findings: [.masteryScoreSuspicious]),
        PackageScenario("a negative measure", .scorm2004, [">0.75<": ">-0.5<"], findings: [.masteryScoreOutOfRange]),
        PackageScenario(
            "an unknown end of time",
            .scorm12,
            ["exit,message": "boum"],
            findings: [.timeLimitActionUnknown]
        ),
        PackageScenario(
            "a second organization",
            .scorm12,
            ["</organizations>": "<organization identifier=\"B\"/></organizations>"],
            findings: [.severalOrganizations]
        ),
        PackageScenario(
            "a nested manifest",
            .scorm12,
            ["</manifest>": "<manifest identifier=\"S\"/></manifest>", "RES-LECTURE\" i": "S\" i"],
            findings: [.submanifest, .itemRefersToManifest]
        ),
        PackageScenario(
            "a misspelt element",
            .scorm12,
            ["<metadata>": "<metadata/><metaata/><metadata>"],
            findings: [.schemaFault, .schemaMissing, .schemaversionMissing]
        ),
        PackageScenario(
            "no namespace",
            .scorm12,
            [" xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\"": ""],
            findings: [.namespaceUnknown]
        ),
        PackageScenario(
            "another namespace",
            .scorm12,
            ["http://www.imsproject.org/xsd/imscp_rootv1p1p2": "https://exemple.fr/manifeste"],
            findings: [.namespaceUnknown]
        ),
    ]
}
