import HTTPService
import TestSupport
import ZipArchive

/// A request that wants to harm, and the Problem that answers it.
struct HostileRequest {
    let name: String
    var method = "POST"
    var path = "/api/v1/packages"
    var contentType = "application/zip"
    let body: [UInt8]
    let problem: String
    /// Words that the answer holds.
    var says: String?

    init(package name: String, _ body: [UInt8], _ problem: String, says: String? = nil) {
        self.name = name
        self.body = body
        self.problem = problem
        self.says = says
    }

    init(
        _ name: String,
        _ method: String,
        _ path: String,
        contentType: String = "application/json",
        _ body: [UInt8],
        _ problem: String
    ) {
        self.name = name
        self.method = method
        self.path = path
        self.contentType = contentType
        self.body = body
        self.problem = problem
    }

    static let all = archives + paths + documents + courses + bodies + addresses

    /// What the readers of archives refuse, sent whole.
    private static let archives = BadArchive.all.filter { !$0.hasOwnLimits }.map { archive in
        let type = ProblemType(rawValue: archive.refusal.code) ?? .unreadableArchive
        return HostileRequest(package: archive.testDescription, archive.bytes, type.rawValue)
    }

    private static let paths = [
        "../../escaped", "/etc/escaped", "C:\\escaped", "c:escaped", "\\\\server\\escaped", "..\\escaped", "a/../../b",
        "%2e%2e/escaped", "..%2fescaped", "a\u{0}b", "\u{FF0E}\u{FF0E}/escaped",
    ].map { path in
        let zip = ZipWriter(ZipEntry("tincan.xml", "<tincan/>"), ZipEntry(path, "1"))
        return HostileRequest(package: "the path \(path.debugDescription)", zip.bytes, "unsafe-path")
    }

    /// What the reader of XML meets, as each kind of manifest.
    private static let documents = HostileDocument.all.flatMap { document in
        ["imsmanifest.xml", "cmi5.xml", "tincan.xml"].map { file in
            let type: ProblemType
            switch document.outcome {
            case .tooLarge: type = .manifestTooLarge
            // Well-formed, and no manifest.
            case .entityReference, .notWellFormed, .parsed: type = .invalidManifest
            }
            let zip = ZipWriter(ZipEntry(file, document.text))
            return HostileRequest(package: "\(document.testDescription) as \(file)", zip.bytes, type.rawValue)
        }
    }

    private static let courses = [
        HostileRequest(
            package: "a cmi5 course without an AU",
            ZipWriter(
                ZipEntry(
                    "cmi5.xml",
                    #"<courseStructure xmlns="\#(namespace)"><course id="https://ex.fr/c"/></courseStructure>"#)
            ).bytes,
            "invalid-course-structure",
            says: #""findings":[{"code":"#
        ),
        HostileRequest(
            package: "a cmi5 course whose URL names no entry",
            ZipWriter(ZipEntry("cmi5.xml", course(url: "absent.html"))).bytes,
            "invalid-course-structure",
            says: #""findings":[{"code":"#
        ),
        HostileRequest(package: "no manifest", ZipWriter(ZipEntry("a", "1")).bytes, "no-manifest"),
        HostileRequest(
            package: "a manifest in a resource fork only",
            ZipWriter(ZipEntry("__MACOSX/._imsmanifest.xml", "<manifest/>"), ZipEntry("__MACOSX/a", "1")).bytes,
            "no-manifest"
        ),
    ]

    static let namespace = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

    static func course(url: String) -> String {
        let words = #"<langstring lang="fr">A</langstring>"#
        let text = "<title>\(words)</title><description>\(words)</description>"
        return #"<courseStructure xmlns="\#(namespace)"><course id="https://ex.fr/c">\#(text)</course>"#
            + #"<au id="https://ex.fr/a">\#(text)<url>\#(url)</url></au></courseStructure>"#
    }

    private static let statements = "/xapi/statements"
    private static let form = "multipart/form-data; boundary=x"

    private static let bodies = [
        HostileRequest(
            "a body too large", "POST", statements, [UInt8](repeating: 32, count: (16 << 20) + 1), "too-large"
        ),
        HostileRequest(
            "a package too large",
            "POST",
            "/api/v1/packages",
            contentType: "application/zip",
            [UInt8](repeating: 0, count: HostileServer.uploadLimit + 1),
            "too-large"
        ),
        HostileRequest(
            "a file too large, in a form",
            "POST",
            "/api/v1/packages",
            contentType: form,
            Array("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".utf8)
                + [UInt8](repeating: 0, count: HostileServer.uploadLimit + 1),
            "too-large"
        ),
        HostileRequest(
            "a form that breaks off",
            "POST",
            "/api/v1/packages",
            contentType: form,
            Array("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nPK".utf8),
            "invalid-body"
        ),
        HostileRequest(
            "too deep", "POST", statements, [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20), "invalid-json"
        ),
        HostileRequest(
            "too deep in objects",
            "POST",
            statements,
            Array(String(repeating: #"{"a":"#, count: 200_000).utf8),
            "invalid-json"
        ),
        HostileRequest(
            "not UTF-8", "POST", statements, Array(#"{"a":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8), "invalid-json"
        ),
        HostileRequest("a lone surrogate", "POST", statements, Array(#"{"a":"\ud800"}"#.utf8), "invalid-json"),
        HostileRequest("nothing", "POST", statements, [], "invalid-json"),
        HostileRequest(
            "a batch of 10,001", "POST", statements, Array("[\(String(repeating: "0,", count: 10_000))0]".utf8),
            "too-large"
        ),
        HostileRequest(
            "another content type", "POST", statements, contentType: "text/plain", Array("{}".utf8), "invalid-body"
        ),
        HostileRequest(
            "a package as text", "POST", "/api/v1/packages", contentType: "text/plain", [1], "unsupported-content-type"
        ),
    ]

    private static let addresses = [
        HostileRequest("an unknown route", "GET", "/api/v2/packages", [], "not-found"),
        HostileRequest("a path that climbs", "GET", "/api/v1/packages/../../../etc/passwd", [], "not-found"),
        HostileRequest(
            "an encoded path that climbs", "GET", "/api/v1/packages/..%2f..%2f..%2fetc%2fpasswd", [], "not-found"
        ),
        HostileRequest("an unknown parameter", "POST", "/api/v1/packages?sourec=a", [], "unknown-parameter"),
        HostileRequest(
            "a parameter that is not UTF-8", "GET", "/api/v1/completions?course=%FF", [], "invalid-parameter"
        ),
        HostileRequest(
            "a number without end", "GET", "\(statements)?limit=\(String(repeating: "9", count: 400))",
            [],
            "invalid-parameter"
        ),
        HostileRequest("another method", "TRACE", "/api/v1/packages", [], "method-not-allowed"),
    ]
}
