import Testing

@testable import SCORM

@Suite("corpus of real manifests: facts")
struct CorpusTests {
    @Test("every fact of the corpus is read as it is expected", arguments: Corpus.entries)
    func facts(_ entry: Corpus.Entry) {
        let differences = entry.facts.differences(from: entry.expected.comparable)
        #expect(differences.isEmpty, "\(differences.prefix(12).joined(separator: "\n"))")
    }

    @Test("a manifest that is not well-formed is refused, and every other but a refused cmi5 course is read")
    func outcomes() throws {
        for entry in Corpus.entries {
            let refusal: ManifestRefusal?
            do {
                _ = try ReadPackage()(manifest: entry.bytes, named: entry.file)
                refusal = nil
            } catch { refusal = error }
            switch (entry.expected["parse"]?["outcome"], entry.expected["standard"]) {
            case ("not-well-formed", _): #expect(refusal?.code == "invalid-manifest", "\(entry.name)")
            case (_, "cmi5"): #expect([nil, "invalid-course-structure"].contains(refusal?.code), "\(entry.name)")
            default: #expect(refusal == nil, "\(entry.name)")
            }
        }
    }

    /// Rules that the schema of a course structure knows too; two ways of reading must not part.
    private static let inSchema: Set<FindingCode> = [
        .cmi5NoAU, .cmi5ChildOrder, .cmi5NoLangstring, .cmi5MoveOn, .cmi5LaunchMethod, .cmi5MasteryScore,
    ]

    private static let courses = Corpus.entries.filter { $0.file == "cmi5.xml" }

    @Test("a course in a zip with its files is accepted exactly where it has no violation", arguments: courses)
    func verdict(_ entry: Corpus.Entry) throws {
        guard case .list(let units)? = entry.expected["aus"] else { throw UnexpectedFacts() }
        let files = units.compactMap { unit in
            if case .string(let path)? = unit["urlPath"] { path } else { nil }
        }
        let read = { (files: [String]) in
            try ReadPackage().read(paths: ["cmi5.xml"] + files) { _ in entry.bytes }
        }
        guard entry.expected["violations"] == .list([]) else {
            #expect(throws: ManifestRefusal.self) { try read(files) }
            return
        }
        #expect(try read(files).activities.filter { $0.type == "au" }.allSatisfy(\.isLaunchable))
        if !files.isEmpty { #expect(throws: ManifestRefusal.self) { try read([]) } }
    }

    private struct UnexpectedFacts: Error {}

    @Test("our schema and our rules agree about every course", arguments: courses)
    func schema(_ entry: Corpus.Entry) {
        let codes: Set<FindingCode>
        do {
            codes = Set(try ReadPackage()(manifest: entry.bytes, named: entry.file).findings.map(\.code))
        } catch { codes = Set(error.findings.map(\.code)) }
        // The schema is for the current namespace only.
        guard !codes.contains(.cmi5Namespace) else { return }
        #expect(codes.contains(.schemaFault) == !codes.isDisjoint(with: Self.inSchema), "\(codes)")
    }
}

extension Fact {
    subscript(key: String) -> Fact? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// Without what is not ours to say: the digest, and another parser's words.
    fileprivate var comparable: Fact {
        guard case .object(var members) = self, case .object(var parse)? = members["parse"] else { return self }
        members["sha256"] = nil
        parse["reason"] = nil
        members["parse"] = .object(parse)
        return .object(members)
    }
}
