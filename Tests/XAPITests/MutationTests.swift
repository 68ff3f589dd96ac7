import ExactJSON
import Testing
import XAPI

@Suite("Any bytes at all")
struct MutationTests {
    private static let seeds = StatementScenario.all.filter { $0.refusal == nil }.map(\.json)

    @Test("a valid statement changed at random is accepted or refused, never a crash", arguments: 0..<8)
    func mutations(_ seed: UInt64) {
        var generator = SplitMix(seed: seed)
        var refused = 0
        for _ in 0..<1500 {
            guard var bytes = Self.seeds.randomElement(using: &generator).map({ Array($0.utf8) }) else { return }
            for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.mutate(&bytes, &generator) }
            guard let document = try? JSONDocument(reading: bytes) else { continue }
            let version: XAPIVersion = Bool.random(using: &generator) ? .v1_0_3 : .v2_0
            do {
                let statement = try Statement(reading: document.root, version: version)
                #expect(statement.isEquivalent(to: statement))
                #expect(statement.agents.count <= 1000 && statement.activities.count < 1000)
            } catch {
                refused += 1
                #expect(!error.message.french.isEmpty)
            }
            _ = InvalidStatement(duplicateKeysIn: document)
        }
        #expect(refused > 0)
    }

    private static let pieces = [
        "null", "1e999", "99999999999999999999", "-0", "\"\"", "{}", "[]", "true", "\"\\u0000\"", "\"é\"", "1",
        "\"Group\"",
        "\"SubStatement\"", "\"StatementRef\"", "\"2016-12-31T23:59:60Z\"", "\"PT99999999999999999999S\"", "1e-999",
    ]

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix) {
        guard let index = bytes.indices.randomElement(using: &generator) else { return }
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes[index] ^= 0x20
        default:
            // A whole value in the place of another, so that the text often stays JSON.
            guard let piece = pieces.randomElement(using: &generator),
                let colon = bytes[index...].firstIndex(of: UInt8(ascii: ":")),
                let end = bytes[colon...].firstIndex(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") })
            else { return }
            bytes.replaceSubrange((colon + 1)..<end, with: Array(piece.utf8))
        }
    }

    @Test("a statement with its keys shuffled and its white space changed says the same", arguments: seeds)
    func shuffled(_ json: String) throws {
        var generator = SplitMix(seed: UInt64(json.utf8.count))
        let original = try Sample.read(json, .v2_0)
        for _ in 0..<5 {
            let text = Self.write(original.json, &generator)
            let rewritten = try Sample.read(text, .v2_0)
            #expect(rewritten.isEquivalent(to: original), "\(text)")
            #expect(Set(rewritten.agents.map(\.canonical)) == Set(original.agents.map(\.canonical)))
        }
    }

    private static func write(_ value: JSONValue, _ generator: inout SplitMix) -> String {
        let space = ["", " ", "\n\t"].randomElement(using: &generator) ?? ""
        switch value.kind {
        case .object:
            let members = value.members.shuffled(using: &generator).map { key, value in
                "\(space)\(String(decoding: JSONText.string(key), as: UTF8.self))\(space):\(write(value, &generator))"
            }
            return "{\(members.joined(separator: ","))\(space)}"
        case .array:
            return "[\(space)\(value.elements.map { write($0, &generator) }.joined(separator: "\(space),"))]"
        default: return String(decoding: value.bytes, as: UTF8.self) + space
        }
    }
}
