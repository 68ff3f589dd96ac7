import CLibXML2

/// Receives libxml2's events and makes the tree of them. One per parsing, used by one thread; it outlives its parser.
final class TreeBuilder {
    private(set) var root: XMLElement?
    private(set) var doctype: XMLDocument.Doctype?
    private(set) var undeclaredPrefixes: [XMLDocument.UndeclaredPrefix] = []
    private(set) var namespaces: Set<String> = []
    private(set) var maxDepth = 0
    private(set) var elementCount = 0
    /// The first fault; parsing was stopped there.
    private(set) var refusal: XMLRefusal?

    private let parser: xmlParserCtxtPtr
    private let lines: [Int32]
    private let limits: XMLLimits
    private var open: [XMLElement] = []
    /// How many namespaces each open element declares.
    private var declared: [Int] = []
    private var inScope = 0
    /// The parser keeps one copy of each name and namespace; so do we, by its address.
    private var names: [UnsafePointer<UInt8>: String] = [:]

    init(parser: xmlParserCtxtPtr, lines: [Int32], limits: XMLLimits) {
        self.parser = parser
        self.lines = lines
        self.limits = limits
    }

    var line: Int { Int(xmlSAX2GetLineNumber(parser)) }

    func refuse(_ refusal: XMLRefusal) {
        if self.refusal == nil { self.refusal = refusal }
        xmlStopParser(parser)
    }

    func startDoctype(name: String, system: String?, public: String?) {
        let isFollowed = parser.pointee.input?.pointee.cur?.pointee == UInt8(ascii: "[")
        doctype = .init(name: name, system: system, public: `public`, hasInternalSubset: isFollowed, line: line)
    }

    /// Forgets default values of attributes: they are part of the declarations, which are not used, and would multiply.
    func endDoctype() {
        guard let defaults = parser.pointee.attsDefault else { return }
        xmlHashFree(defaults, xmlHashDefaultDeallocator)
        parser.pointee.attsDefault = nil
    }

    func startElement(_ tag: StartTag) {
        guard refusal == nil else { return }
        let line = elementCount < lines.count ? Int(lines[elementCount]) : self.line
        elementCount += 1
        guard open.count < min(limits.depth, 256) else { return refuse(.tooLarge(.depth, line: line)) }
        inScope += tag.namespaces.count
        guard inScope <= limits.namespacesInScope else { return refuse(.tooLarge(.namespaces, line: line)) }
        declared.append(tag.namespaces.count)
        namespaces.formUnion(tag.namespaces.compactMap(string).filter { !$0.isEmpty })
        let element = XMLElement(
            name: string(tag.name) ?? "",
            prefix: string(tag.prefix),
            namespace: string(tag.namespace),
            attributes: tag.attributes.map { attribute in
                XMLAttribute(
                    name: string(attribute.name) ?? "",
                    prefix: string(attribute.prefix),
                    namespace: string(attribute.namespace),
                    value: attribute.value
                )
            },
            line: line
        )
        noteUndeclaredPrefixes(of: element)
        open.append(element)
        maxDepth = max(maxDepth, open.count)
    }

    func endElement() {
        guard refusal == nil, let element = open.popLast() else { return }
        inScope -= declared.popLast() ?? 0
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(element)
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard refusal == nil, !open.isEmpty else { return }
        open[open.count - 1].text += String(decoding: bytes, as: UTF8.self)
    }

    private func noteUndeclaredPrefixes(of element: XMLElement) {
        let names = element.attributes.map { ($0.prefix, $0.namespace) } + [(element.prefix, element.namespace)]
        for case (let prefix?, nil) in names where !undeclaredPrefixes.contains(where: { $0.prefix == prefix }) {
            guard undeclaredPrefixes.count < 64 else { return }
            undeclaredPrefixes.append(.init(prefix: prefix, line: element.line))
        }
    }

    private func string(_ name: UnsafePointer<UInt8>?) -> String? {
        guard let name else { return nil }
        if let known = names[name] { return known }
        let text = String(cString: name)
        names[name] = text
        return text
    }
}
