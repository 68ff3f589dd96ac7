/// A manifest that asks for a file of the server.
struct CanaryDocument {
    let name: String
    let file: String
    let text: String
    /// 422 where an entity is used; 201 where the file is named only, which is never opened.
    let status: Int

    /// Each way of asking, in each kind of manifest.
    static func all(naming url: String) -> [CanaryDocument] {
        entities(url) + mentions(url)
    }

    private static func entities(_ url: String) -> [CanaryDocument] {
        let doctypes = [
            ("a general entity", "<!DOCTYPE r [<!ENTITY c SYSTEM \"\(url)\">]>"),
            ("a public entity", "<!DOCTYPE r [<!ENTITY c PUBLIC \"x\" \"\(url)\">]>"),
            ("a parameter entity", "<!DOCTYPE r [<!ENTITY % p SYSTEM \"\(url)\"> %p;]>"),
            ("an external subset", "<!DOCTYPE r SYSTEM \"\(url)\">"),
            ("an entity in an entity", "<!DOCTYPE r [<!ENTITY d SYSTEM \"\(url)\"><!ENTITY c '&d;'>]>"),
            ("a file of the system", "<!DOCTYPE r [<!ENTITY c SYSTEM \"/etc/passwd\">]>"),
        ]
        return doctypes.flatMap { name, doctype in
            manifests(title: "&c;", attribute: "A").map { file, text in
                CanaryDocument(name: "\(name) in \(file)", file: file, text: doctype + text, status: 422)
            }
                + manifests(title: "A", attribute: "&c;").map { file, text in
                    CanaryDocument(
                        name: "\(name) in an attribute of \(file)", file: file, text: doctype + text, status: 422)
                }
        }
    }

    private static func mentions(_ url: String) -> [CanaryDocument] {
        let include = "<x:include xmlns:x='http://www.w3.org/2001/XInclude' parse='text' href='\(url)'/>"
        let heads = [
            ("an external subset that is not used", "<!DOCTYPE r SYSTEM \"\(url)\">"),
            ("a style sheet", "<?xml-stylesheet type=\"text/xsl\" href=\"\(url)\"?>"),
        ]
        return heads.flatMap { name, head in
            manifests(title: "A", attribute: "A").map { file, text in
                CanaryDocument(name: "\(name) in \(file)", file: file, text: head + text, status: 201)
            }
        }
            + manifests(title: "A\(include)", attribute: "A").filter { $0.file != "cmi5.xml" }.map { file, text in
                CanaryDocument(name: "XInclude in \(file)", file: file, text: text, status: 201)
            }
    }

    private static func manifests(title: String, attribute: String) -> [(file: String, text: String)] {
        [
            (
                "imsmanifest.xml",
                """
                <manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="O">
                <organization identifier="O"><title>\(title)</title><item identifier="\(attribute)"><title>\(title)</title>
                </item></organization></organizations><resources/></manifest>
                """
            ),
            (
                "cmi5.xml",
                HostileRequest.course(url: "https://ex.fr/a.html").replacing(">A<", with: ">\(title)<")
                    .replacing(#"lang="fr""#, with: attribute == "A" ? #"lang="fr""# : #"lang="\#(attribute)""#)
            ),
            (
                "tincan.xml",
                """
                <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities><activity id="https://ex.fr/\(attribute)"
                type="http://adlnet.gov/expapi/activities/course"><name lang="fr">\(title)</name></activity></activities></tincan>
                """
            ),
        ]
    }
}
