import Foundation
import Testing
import XMLTree

@Suite("documents as trees")
struct DocumentTests {
    @Test("names, namespaces, attributes, text and children come as written")
    func tree() throws {
        let document = try XMLDocument(
            parsing: Array("<a xmlns='u' xmlns:x='v' b='1 &amp; 2' x:c=\"d\">e<x:f/>g<![CDATA[<h>]]><i/></a>".utf8)
        )
        let root = document.root
        #expect(root.name == "a" && root.prefix == nil && root.namespace == "u")
        #expect(root.attributes.map(\.name) == ["b", "c"])
        #expect(root.attributes.map(\.namespace) == [nil, "v"])
        #expect(root.attribute("b") == "1 & 2" && root.plainAttribute("c") == nil)
        #expect(root.text == "eg<h>")
        #expect(root.children.map(\.name) == ["f", "i"] && root.child("f")?.namespace == "v")
        #expect(document.namespaces == ["u", "v"] && document.maxDepth == 2 && document.elementCount == 3)
    }

    @Test("undeclared prefixes are told once, where they are first used")
    func undeclared() throws {
        let document = try XMLDocument(parsing: Array("<a>\n<x:b/>\n<x:c y:d='e'/></a>".utf8))
        #expect(document.undeclaredPrefixes.map(\.prefix) == ["x", "y"])
        #expect(document.undeclaredPrefixes.map(\.line) == [2, 3])
        let child = try #require(document.root.children.first)
        #expect(child.name == "b" && child.prefix == "x" && child.namespace == nil)
    }

    @Test("lines are those of the start tags, also past 65,535")
    func lines() throws {
        let text =
            "<?xml version='1.0'?>\n<!-- \n -->\n<a\n b='\n'>" + String(repeating: "\n", count: 70_000) + "<c/></a>"
        let document = try XMLDocument(parsing: Array(text.utf8))
        #expect(document.root.line == 4)
        #expect(document.root.children.first?.line == 70_006)
    }

    @Test("all elements are met in document order with their depth")
    func walk() throws {
        let document = try XMLDocument(parsing: Array("<a><b><c/></b><d/></a>".utf8))
        var met: [String] = []
        document.root.forEach { element, depth in met.append("\(element.name)\(depth)") }
        #expect(met == ["a1", "b2", "c3", "d2"])
    }

    @Test("long texts are taken whole")
    func longText() throws {
        let text = String(repeating: "0123456789abcdef", count: 900_000)
        #expect(try XMLDocument(parsing: Array("<a>\(text)</a>".utf8)).root.text.utf8.count == 14_400_000)
    }

    @Test("a schema tells line and fault, and loads nothing that the document names")
    func schema() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.xsd")
        let text = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:sequence>
            <xs:element name="b" type="xs:int"/></xs:sequence></xs:complexType></xs:element></xs:schema>
            """
        try Data(text.utf8).write(to: file)
        let schema = try #require(XMLSchema(path: file.path(percentEncoded: false)))
        #expect(schema.diagnostics(of: XMLSource(decoding: Array("<a><b>1</b></a>".utf8))) == [])
        let faulty = """
            <a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:noNamespaceSchemaLocation="/etc/passwd">\n<b>x</b></a>
            """
        let diagnostics = try #require(schema.diagnostics(of: XMLSource(decoding: Array(faulty.utf8))))
        #expect(diagnostics.contains { $0.line == 3 && $0.message.contains("'b'") })
        #expect(!diagnostics.contains { $0.message.contains("passwd") })
        #expect(XMLSchema(path: folder.appending(path: "none.xsd").path()) == nil)
    }
}
