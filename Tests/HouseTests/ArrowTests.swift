import Testing

@Suite("arrows between targets")
struct ArrowTests {
    private static let table = """
        Every target may import `Foundation` and `Logging`.

        | rank | target | what lives there | own targets | outside modules |
        |---|---|---|---|---|
        | 0 | `Soil` | – | – | – |
        | 1 | `Root` | – | `Soil` | `Crypto` |
        | 1 | `Stem` | – | `Soil`, `Root` | – |
        | 2 | `Leaf` | – | `Root` | – |
        """

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let target: String
        let module: String
        let fault: String?

        static let all = [
            Case(testDescription: "down, and listed", target: "Leaf", module: "Root", fault: nil),
            Case(testDescription: "down, but not listed", target: "Leaf", module: "Soil", fault: "may not import Soil"),
            Case(testDescription: "up", target: "Root", module: "Leaf", fault: "may not import Leaf"),
            Case(testDescription: "level, though listed", target: "Stem", module: "Root", fault: "does not go down"),
            Case(testDescription: "open to all", target: "Soil", module: "Logging", fault: nil),
            Case(testDescription: "outside, and listed", target: "Root", module: "Crypto", fault: nil),
            Case(
                testDescription: "outside, not listed",
                target: "Leaf",
                module: "Crypto",
                fault: "may not import Crypto"
            ),
            Case(testDescription: "a room without a row", target: "Bark", module: "Soil", fault: "in no row"),
        ]
    }

    @Test("an arrow that the table does not allow is a fault", arguments: Case.all)
    func arrow(_ scenario: Case) {
        let fault = Architecture(markdown: Self.table).fault(from: scenario.target, to: scenario.module)
        if let expected = scenario.fault {
            #expect(fault?.contains(expected) == true, "\(fault ?? "no fault")")
        } else {
            #expect(fault == nil)
        }
    }

    @Test("an import is seen however it is written")
    func imports() {
        let source = SwiftSource(
            """
            import Foundation
            package import struct NIOCore.ByteBuffer
            @testable import XAPI
            // import Nothing
            let text = "import NothingElse"
            /* import /* nested */ Nothing */ let a = 1
            """
        )
        #expect(source.imports.map(\.module) == ["Foundation", "NIOCore", "XAPI"])
        #expect(source.imports.map(\.line) == [1, 2, 3])
    }

    @Test("a manifest tells each target's dependencies")
    func manifest() {
        let manifest = Manifest(
            """
            targets: [
                .systemLibrary(name: "CThing", pkgConfig: "thing"),
                // .target(name: "Gone", dependencies: ["Root"]),
                .target(name: "Leaf", dependencies: ["Root", .product(name: "NIOCore", package: "swift-nio")]),
                .executableTarget(name: "plant", dependencies: ["Leaf"], path: "Plant"),
                .testTarget(name: "LeafTests", dependencies: ["Leaf"]),
                .target(name: "Pot", dependencies: ["Leaf"], path: "Tests/Pot"),
            ]
            """
        )
        #expect(manifest.dependencies == ["CThing": [], "Leaf": ["Root", "NIOCore"], "plant": ["Leaf"]])
    }

    @Test("the manifest draws no arrow that the table does not allow")
    func manifestOfTheProject() throws {
        let architecture = Architecture(markdown: try Repository.text("docs/architecture.md"))
        let manifest = Manifest(try Repository.text("Package.swift"))
        #expect(manifest.dependencies.count > 10)
        for (target, modules) in manifest.dependencies.sorted(by: { $0.key < $1.key }) {
            #expect(architecture.rooms[target] != nil, "\(target) is in no row of docs/architecture.md")
            for module in modules {
                let fault = architecture.fault(from: target, to: module)
                #expect(fault == nil, "Package.swift: \(fault ?? "")")
            }
        }
    }

    @Test("no source imports what the table does not allow")
    func sourcesOfTheProject() throws {
        let architecture = Architecture(markdown: try Repository.text("docs/architecture.md"))
        let sources = try Repository.sources(in: ["Sources", "Schemas"])
        #expect(sources.count > 20)
        for (path, source) in sources {
            let parts = path.split(separator: "/")
            guard let room = parts.first == "Schemas" ? "Schemas" : parts.dropFirst().first else { continue }
            for (module, line) in source.imports {
                let fault = architecture.fault(from: String(room), to: module)
                #expect(fault == nil, "\(path):\(line): \(fault ?? "")")
            }
        }
    }
}
