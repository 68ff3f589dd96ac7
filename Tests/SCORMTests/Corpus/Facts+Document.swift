import XMLTree

@testable import SCORM

extension Corpus.Entry {
    /// What our readers say of the manifest, in the words of `expected.json`; `sha256` is not among them.
    var facts: Fact {
        let source = XMLSource(decoding: bytes)
        var facts: [String: Fact] = ["file": .string(file)]
        do {
            let document = try XMLDocument(parsing: source)
            let parse = parseFacts(source, outcome: document.undeclaredPrefixes.isEmpty ? "ok" : "ok-undeclared-prefix")
            facts["parse"] = .object(parse.merging(document.parseFacts) { $1 })
            facts["root"] = .text(document.root.name)
            facts["rootNamespace"] = .text(document.root.namespace)
            facts["maxDepth"] = .count(document.maxDepth)
            let manifest = Manifest(document)
            facts["standard"] = .text(manifest?.standard.rawValue ?? "unknown")
            facts.merge(manifest?.facts ?? [:]) { $1 }
        } catch {
            facts["parse"] = .object(parseFacts(source, outcome: "not-well-formed"))
            facts["root"] = .null
            facts["standard"] = "unknown"
        }
        return .object(facts)
    }

    private func parseFacts(_ source: XMLSource, outcome: String) -> [String: Fact] {
        [
            "outcome": .string(outcome), "recovery": .null, "encodingDeclared": .text(source.encoding.declared),
            "bom": .text(source.encoding.byteOrderMark?.rawValue), "encodingUsed": .string(source.encoding.used),
            "undeclaredPrefixes": .list([]), "doctype": .null, "bytes": .count(source.byteCount),
        ]
    }
}

extension XMLDocument {
    fileprivate var parseFacts: [String: Fact] {
        var facts: [String: Fact] = ["undeclaredPrefixes": .texts(undeclaredPrefixes.map(\.prefix))]
        if let doctype {
            facts["doctype"] = .object([
                "name": .string(doctype.name), "system": .text(doctype.system), "public": .text(doctype.public),
                "internalSubset": .bool(doctype.hasInternalSubset),
            ])
        }
        return facts
    }
}

extension Manifest {
    fileprivate var facts: [String: Fact] {
        switch self {
        case .contentPackage(let package): package.facts
        case .courseStructure(let course): course.facts
        case .tincan(let package): package.facts
        }
    }
}

extension Fact: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self = .string(text) }

    static func strings(_ texts: [LanguageString]) -> Fact {
        .list(texts.map { .object(["lang": .text($0.language), "text": .string($0.text)]) })
    }
}
