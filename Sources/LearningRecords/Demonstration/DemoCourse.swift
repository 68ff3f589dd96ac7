import XAPI
import ZipArchive

/// A course of one module, as a package: SCORM 1.2 and tincan.xml by turns.
struct DemoCourse: Sendable {
    let number: Int

    var source: String { DemoWords.sources[number % DemoWords.sources.count] }

    var title: String {
        let titles = DemoWords.courses
        let level = number / titles.count
        return titles[number % titles.count] + (level > 0 ? ", niveau \(level + 1)" : "")
    }

    /// A serious game that says how far its players are, and never that they are done.
    var neverCompletes: Bool { source == "jeux" && number % 2 == 0 }

    /// A zip.
    func package() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var zip = StoredZipWriter { bytes += $0 }
        let manifest = number % 2 == 0 ? tincan : scorm
        try zip.add(manifest.path, Array(manifest.text.utf8))
        try zip.add("index.html", Array("<!doctype html><title>\(title)</title><p>\(title)</p>".utf8))
        try zip.finish()
        return bytes
    }

    private var scorm: (path: String, text: String) {
        (
            "imsmanifest.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <manifest identifier="demo-\(number)" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
              xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
            <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
            <organizations default="ORG"><organization identifier="ORG"><title>\(title)</title>
            <item identifier="ITEM-1" identifierref="RES-1"><title>\(title)</title></item></organization></organizations>
            <resources><resource identifier="RES-1" type="webcontent" adlcp:scormtype="sco" href="index.html">
            <file href="index.html"/></resource></resources></manifest>
            """
        )
    }

    private var tincan: (path: String, text: String) {
        (
            "tincan.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
            <activity id="https://cours.metropole.example.fr/\(number)" type="http://adlnet.gov/expapi/activities/course">
            <name lang="fr">\(title)</name><launch lang="fr">index.html</launch></activity></activities></tincan>
            """
        )
    }
}
