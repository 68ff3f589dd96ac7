import ExactJSON
import Foundation
import TestSupport
import Testing

/// An object, what is changed in it, and what comes of it.
struct EditScenario: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let change: @Sendable (inout JSONEdits, JSONValue) -> Void
    let expected: String

    init(
        _ name: String,
        _ text: String,
        _ expected: String,
        _ change: @escaping @Sendable (inout JSONEdits, JSONValue) -> Void,
    ) {
        testDescription = name
        self.text = text
        self.change = change
        self.expected = expected
    }

    private static func removing(_ name: String, _ keys: Set<String>, _ text: String, _ expected: String) -> Self {
        EditScenario(name, text, expected) { $0.change($1, removing: keys.contains) }
    }

    static let all = [
        EditScenario("nothing", #" { "a" : 1.50 } "#, #"{ "a" : 1.50 }"#) { _, _ in },
        EditScenario("a value in place", #"{"a":1, "b" : [2] }"#, #"{"a":1, "b" : null }"#) { edits, root in
            if let value = root[key: "b"] { edits.replace(value, with: "null".utf8) }
        },
        EditScenario("the whole", " [1] ", "2") { $0.replace($1, with: "2".utf8) },
        EditScenario("changes out of order", #"{"a":1,"b":2}"#, #"{"a":"first","b":"second"}"#) { edits, root in
            if let value = root[key: "b"] { edits.replace(value, with: #""second""#.utf8) }
            if let value = root[key: "a"] { edits.replace(value, with: #""first""#.utf8) }
        },
        removing("the first member", ["a"], #"{ "a":1, "b":2}"#, #"{ "b":2}"#),
        removing("one between", ["b"], #"{"a":1 , "b":2 , "c":3}"#, #"{"a":1 , "c":3}"#),
        removing("the last member", ["b"], #"{"a":1 , "b":2 }"#, #"{"a":1 }"#),
        removing("the first two", ["a", "b"], #"{"a":1,"b":2,"c":3}"#, #"{"c":3}"#),
        removing("the last two", ["b", "c"], #"{"a":1,"b":2,"c":3}"#, #"{"a":1}"#),
        removing("first and last", ["a", "c"], #"{"a":1,"b":2,"c":3}"#, #"{"b":2}"#),
        removing("every other", ["a", "c", "e"], #"{"a":1,"b":2,"c":3,"d":4,"e":5}"#, #"{"b":2,"d":4}"#),
        removing("all", ["a", "b"], #"{ "a":1, "b":2 }"#, "{  }"),
        removing("a name with escapes", ["a"], #"{"\u0061":1,"b":2}"#, #"{"b":2}"#),
        removing("a name that is not there", ["x"], #"{"a":1}"#, #"{"a":1}"#),
        removing("a repeated name, each time", ["a"], #"{"a":1,"b":2,"a":3}"#, #"{"b":2}"#),
        removing("no object", ["a"], #"["a"]"#, #"["a"]"#),
        EditScenario("all removed and one set", #"{"a":1,"b":2}"#, #"{"c":3}"#) {
            $0.change($1, removing: { _ in true }, setting: [("c", [0x33])])
        },
        EditScenario("the last removed and one set", #"{"a":1,"b":2}"#, #"{"a":1,"c":3}"#) {
            $0.change($1, removing: { $0 == "b" }, setting: [("c", [0x33])])
        },
        EditScenario("removed and set anew", #"{"a":1,"b":2}"#, #"{"b":2,"a":3}"#) {
            $0.change($1, removing: { $0 == "a" }, setting: [("a", [0x33])])
        },
        EditScenario("one removed, one in place, one behind", #"{"a":1,"b":2,"c":3}"#, #"{"b":4,"c":3,"d":5}"#) {
            $0.change($1, removing: { $0 == "a" }, setting: [("d", [0x35]), ("b", [0x34])])
        },
        EditScenario("an array of one", #"{"a":{"b":1} }"#, #"{"a":[{"b":1}] }"#) { edits, root in
            if let value = root[key: "a"] { edits.makeArray(of: value) }
        },
        EditScenario("an array of the last value, and a member behind it", #"{"a":1}"#, #"{"a":[1],"b":2}"#) {
            edits, root in
            edits.change(root, setting: [("b", [0x32])])
            if let value = root[key: "a"] { edits.makeArray(of: value) }
        },
        EditScenario("an array of an object that is changed", #"{"a":{"b":1,"c":2}}"#, #"{"a":[{"c":2,"d":3}]}"#) {
            edits, root in
            guard let value = root[key: "a"] else { return }
            edits.makeArray(of: value)
            edits.change(value, removing: { $0 == "b" }, setting: [("d", [0x33])])
        },
        EditScenario("an array of a value that is replaced", #"{"a":1}"#, #"{"a":[2]}"#) { edits, root in
            guard let value = root[key: "a"] else { return }
            edits.replace(value, with: [0x32])
            edits.makeArray(of: value)
        },
        EditScenario("inside what is removed", #"{"a":{"b":1},"c":2}"#, #"{"c":2}"#) { edits, root in
            if let inner = root[key: "a"] { edits.change(inner, setting: [("b", [0x33])]) }
            edits.change(root, removing: { $0 == "a" })
        },
        EditScenario("inside what is replaced", #"{"a":{"b":1}}"#, #"{"a":{}}"#) { edits, root in
            guard let inner = root[key: "a"] else { return }
            edits.change(inner, removing: { $0 == "b" })
            edits.replace(inner, with: "{}".utf8)
        },
    ]
}

@Suite("changes to a document")
struct EditTests {
    @Test("what is changed is changed, and no other byte", arguments: EditScenario.all)
    func edits(scenario: EditScenario) throws {
        let document = try JSONDocument(reading: Array(scenario.text.utf8))
        var edits = JSONEdits()
        scenario.change(&edits, document.root)
        let changed = edits.applied(to: document.root)
        #expect(String(decoding: changed, as: UTF8.self) == scenario.expected)
    }

    @Test("an inner value gives its own bytes, with the changes that lie in it")
    func inner() throws {
        let document = try JSONDocument(reading: Array(#"[{"a":1}, {"a":2} ,3]"#.utf8))
        var edits = JSONEdits()
        for element in document.root.elements { edits.change(element, setting: [("b", [0x30])]) }
        let elements = document.root.elements.map { String(decoding: edits.applied(to: $0), as: UTF8.self) }
        #expect(elements == [#"{"a":1,"b":0}"#, #"{"a":2,"b":0}"#, "3"])
    }

    @Test("Foundation reads what was meant, after any changes", arguments: UInt64(40)..<48)
    func foundation(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let generated = GeneratedJSON.object(&random)
            let document = try JSONDocument(reading: SpeltJSON(generated, seed: random.next()).bytes)
            var edits = JSONEdits()
            let meant = edits.changeAtRandom(document.root, generated, &random)
            let changed = edits.applied(to: document.root)
            let foundation = try JSONSerialization.jsonObject(
                with: Data(SpeltJSON(meant, seed: 1).bytes),
                options: .fragmentsAllowed
            )
            let read = try JSONDocument(reading: changed).root
            #expect(read.isSame(as: foundation), "\(String(decoding: changed, as: UTF8.self))")
            #expect(try JSONSerialization.jsonObject(with: Data(changed), options: .fragmentsAllowed) is [String: Any])
        }
    }
}

extension JSONEdits {
    /// Changes a value and what it holds, now and then.
    ///
    /// - Returns: what should come of it.
    fileprivate mutating func changeAtRandom(
        _ value: JSONValue,
        _ generated: GeneratedJSON,
        _ random: inout SplitMix64,
    ) -> GeneratedJSON {
        switch generated {
        case .array(let elements):
            return .array(zip(value.elements, elements).map { changeOrReplace($0, $1, &random) })
        case .object(let members):
            var kept: [GeneratedJSON.Member] = []
            var removed: Set<[UInt8]> = []
            for (member, made) in zip(value.members, members) {
                if Int.random(in: 0..<3, using: &random) == 0 {
                    removed.insert(Array(made.name.utf8))
                } else {
                    kept.append(.init(name: made.name, value: changeOrReplace(member.value, made.value, &random)))
                }
            }
            let added = (0..<Int.random(in: 0...2, using: &random)).map { place in
                GeneratedJSON.Member(name: "added \(place)", value: GeneratedJSON(&random, depth: 1))
            }
            let texts = added.map { ($0.name, SpeltJSON($0.value, seed: random.next()).bytes) }
            change(value, removing: { removed.contains(Array($0.utf8)) }, setting: texts)
            return .object(kept + added)
        case .literal, .number, .string: return generated
        }
    }

    private mutating func changeOrReplace(
        _ value: JSONValue,
        _ generated: GeneratedJSON,
        _ random: inout SplitMix64,
    ) -> GeneratedJSON {
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            let new = GeneratedJSON(&random, depth: 1)
            replace(value, with: SpeltJSON(new, seed: random.next()).bytes)
            return new
        case 1:
            makeArray(of: value)
            return .array([changeAtRandom(value, generated, &random)])
        default: return changeAtRandom(value, generated, &random)
        }
    }
}
