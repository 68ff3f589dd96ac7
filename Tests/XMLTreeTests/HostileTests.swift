import Foundation
import Synchronization
import TestSupport
import Testing

@testable import XMLTree

@Suite("documents that want to harm")
struct HostileTests {
    // The limit is far above what any takes, and below what the square of its size would take.
    @Test("is parsed for what it is, or refused", .timeLimit(.minutes(20)), arguments: HostileDocument.all)
    func outcome(_ document: HostileDocument) {
        #expect(Self.outcome(of: Array(document.text.utf8)) == document.outcome)
    }

    @Test("an expansion takes no memory")
    func memory() throws {
        let laughs = try #require(HostileDocument.entities.first)
        _ = Self.outcome(of: Array(laughs.text.utf8))
        let before = try Self.residentPages()
        for _ in 0..<200 { _ = Self.outcome(of: Array(laughs.text.utf8)) }
        // A gigabyte in pages of 4 KiB: other tests run beside this one; one document expanded would be 3 GB.
        #expect(try Self.residentPages() - before < 262_144)
    }

    @Test("declarations are told, and none of them used")
    func doctype() throws {
        let document = try XMLDocument(
            parsing: Array("<!DOCTYPE a PUBLIC 'p' 's' [<!ATTLIST a b CDATA 'c'>]>\n<a><a/></a>".utf8)
        )
        #expect(document.doctype == .init(name: "a", system: "s", public: "p", hasInternalSubset: true, line: 1))
        let inner = try #require(document.root.children.first)
        #expect(inner.attributes.isEmpty)
        #expect(document.root.children.count == 1 && document.root.line == 2)
    }

    @Test("ten thousand mutations end in a tree or a refusal")
    func mutations() {
        var random = SeededRandom(state: 20_261_124)
        let sample = Array(Self.sample.utf8)
        var counts: [HostileDocument.Outcome: Int] = [:]
        for _ in 0..<10_000 {
            var bytes = sample
            for _ in 0...Int.random(in: 0..<4, using: &random) { Self.mutate(&bytes, using: &random) }
            counts[Self.outcome(of: bytes), default: 0] += 1
        }
        #expect(counts[.parsed, default: 0] > 500)
        #expect(counts[.notWellFormed, default: 0] > 500)
        #expect(counts.values.reduce(0, +) == 10_000)
    }

    @Test("many threads parse at once")
    func threads() {
        let parsed = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 200) { _ in
            guard let document = try? XMLDocument(parsing: Array(Self.sample.utf8)) else { return }
            if document.root.children.count == 3 { parsed.withLock { $0 += 1 } }
        }
        #expect(parsed.withLock { $0 } == 200)
    }

    private static let sample = """
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE manifest [<!ENTITY e "f"> <!ATTLIST item a CDATA "b">]>
        <manifest xmlns="u" xmlns:x="v" identifier="M"><!-- c --><a x:b='1 &amp; 2'>é &#233;</a>
        <b><![CDATA[<&>]]><c/><c d="e"/></b><?p i?><item x:z="&lt;"/></manifest>
        """

    private static func mutate(_ bytes: inout [UInt8], using random: inout SeededRandom) {
        guard let place = bytes.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(Array("<>&;\"'/!?[]=: ".utf8).randomElement(using: &random) ?? 0, at: place)
        case 3: bytes.removeSubrange(place..<min(place + 12, bytes.count))
        default: bytes.insert(contentsOf: bytes[place..<min(place + 20, bytes.count)], at: place)
        }
    }

    private static func outcome(of bytes: [UInt8]) -> HostileDocument.Outcome {
        do {
            _ = try XMLDocument(parsing: bytes)
            return .parsed
        } catch {
            switch error {
            case .tooLarge(let bound, _): return .tooLarge(bound)
            case .entityReference: return .entityReference
            case .notWellFormed: return .notWellFormed
            }
        }
    }

    private static func residentPages() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .ascii).split(separator: " ")
        return try #require(fields.dropFirst().first.flatMap { Int($0) })
    }
}

/// SplitMix64: the same numbers every time.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
