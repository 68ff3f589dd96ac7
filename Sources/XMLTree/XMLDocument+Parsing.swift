import CLibXML2

extension XMLDocument {
    /// Parses a whole document. Safe on any bytes and from any thread; time and memory grow with the bytes.
    ///
    /// Network, DTD loading, entity expansion and XInclude are off; the limits bound the rest.
    package init(parsing bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLRefusal) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(.bytes, line: nil) }
        try self.init(parsing: XMLSource(decoding: bytes), limits: limits)
    }

    package init(parsing source: XMLSource, limits: XMLLimits = XMLLimits()) throws(XMLRefusal) {
        guard source.byteCount <= limits.bytes else { throw .tooLarge(.bytes, line: nil) }
        let lines = try StartTags(in: source.utf8, limits: limits).lines
        let parsing = try Parsing(source.utf8, lines: lines, limits: limits)
        self.init(
            root: parsing.root,
            encoding: source.encoding,
            doctype: parsing.builder.doctype,
            undeclaredPrefixes: parsing.builder.undeclaredPrefixes,
            namespaces: parsing.builder.namespaces,
            maxDepth: parsing.builder.maxDepth,
            elementCount: parsing.builder.elementCount
        )
    }
}

/// One run of libxml2 over a text.
private struct Parsing {
    let builder: TreeBuilder
    let root: XMLElement

    init(_ utf8: [UInt8], lines: [Int32], limits: XMLLimits) throws(XMLRefusal) {
        LibXML2.start()
        let outcome = utf8.withUnsafeBytes { bytes in
            Self.run(bytes.bindMemory(to: CChar.self), lines: lines, limits: limits)
        }
        guard let (builder, isWellFormed) = outcome else {
            throw .notWellFormed(reason: "the document is empty", line: 1)
        }
        if let refusal = builder.refusal { throw refusal }
        guard isWellFormed, let root = builder.root else {
            throw .notWellFormed(reason: "the document is not complete", line: 1)
        }
        self.builder = builder
        self.root = root
    }

    private static func run(
        _ bytes: UnsafeBufferPointer<CChar>,
        lines: [Int32],
        limits: XMLLimits
    ) -> (builder: TreeBuilder, isWellFormed: Bool)? {
        guard let parser = xmlCreateMemoryParserCtxt(bytes.baseAddress, Int32(clamping: bytes.count)) else {
            return nil
        }
        defer { LibXML2.free(parser) }
        let builder = TreeBuilder(parser: parser, lines: lines, limits: limits)
        parser.pointee.sax.pointee = SAXEvents.handler()
        parser.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
        _ = xmlCtxtUseOptions(parser, LibXML2.buildingOptions)
        withExtendedLifetime(builder) { _ = xmlParseDocument(parser) }
        return (builder, parser.pointee.wellFormed == 1)
    }
}
