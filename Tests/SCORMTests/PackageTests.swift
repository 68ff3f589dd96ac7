import Testing

@testable import SCORM

@Suite("packages")
struct PackageTests {
    @Test(
        "what is odd is found, and nothing else",
        arguments: PackageScenario.places + PackageScenario.launches + PackageScenario.contents
            + PackageScenario.courses + PackageScenario.activities + PackageScenario.documents
    )
    func findings(_ scenario: PackageScenario) throws {
        let found: [Finding]
        let refusal: ManifestRefusal?
        switch try scenario.read() {
        case .success(let manifest): (found, refusal) = (manifest.findings, nil)
        case .failure(let error): (found, refusal) = (error.findings, error)
        }
        #expect(Set(found.map(\.code)) == scenario.findings, "\(found)")
        #expect(refusal?.code == scenario.refusal)
        if let line = scenario.line { #expect(found.contains { $0.line == line }, "\(found)") }
    }

    @Test("a course structure that came alone may not have relative URLs")
    func standalone() throws {
        let text = PackageScenario.Base.cmi5.text
        let refusal = #expect(throws: ManifestRefusal.self) {
            try ReadPackage()(manifest: Array(text.utf8), named: "cours.xml")
        }
        #expect(refusal?.findings.map(\.code) == [.launchMissing])
        let absolute = text.replacing("alerter/index.html", with: "https://exemple.fr/alerter")
        let manifest = try ReadPackage()(manifest: Array(absolute.utf8), named: "cours.xml")
        #expect(manifest.findings.isEmpty && manifest.activities.count == 3)
    }

    @Test("nothing of a file that an entity names is in the refusal")
    func externalEntity() throws {
        let scenario = try #require(PackageScenario.documents.first { $0.testDescription.contains("external entity") })
        guard case .failure(let refusal) = try scenario.read() else { throw ExpectedRefusal() }
        #expect(!"\(refusal) \(refusal.message)".contains("root:"))
    }

    @Test("a thousand odd items make a bounded list of findings")
    func bounded() throws {
        let text = PackageScenario.Base.scorm12.text.replacing(
            "<title>Lecture</title>",
            with: String(repeating: "<item identifierref='x'/>", count: 50_000)
        )
        let manifest = try ReadPackage()(manifest: Array(text.utf8), named: "imsmanifest.xml")
        #expect(manifest.activities.count == 50_003)
        #expect(manifest.findings.count <= 2_000)
    }

    @Test("one long address under very many items takes no gigabytes")
    func longAddress() throws {
        let items = (0..<20_000).map { "<item identifier='i\($0)' identifierref='RES-LECON' parameters='\($0)'/>" }
        let text = PackageScenario.Base.scorm12.text
            .replacing("sco\" href=\"", with: "sco\" href=\"" + String(repeating: "a", count: 1 << 20))
            .replacing("<title>Lecture</title>", with: items.joined())
        let manifest = try ReadPackage()(manifest: Array(text.utf8), named: "imsmanifest.xml")
        #expect(manifest.activities.count == 20_003)
        #expect(manifest.activities.reduce(0) { $0 + ($1.href?.utf8.count ?? 0) } < 40 << 20)
    }

    @Test("mutations of manifests end in a reading or a refusal", arguments: PackageScenario.Base.allCases)
    func mutations(base: PackageScenario.Base) {
        var random = SeededRandom(state: 1_204)
        let text = Array(base.text.utf8)
        var readCount = 0
        for _ in 0..<1_500 {
            var bytes = text
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(place + 30, bytes.count)], at: place)
                }
            }
            let manifest = try? ReadPackage().read(paths: [base.name] + base.files) { _ in bytes }
            if manifest != nil { readCount += 1 }
        }
        #expect(readCount > 20)
    }

    private struct ExpectedRefusal: Error {}
}

/// SplitMix64: the same numbers every time.
private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
