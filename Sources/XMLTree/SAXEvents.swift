import CLibXML2

/// libxml2's callbacks, each handing over to the `TreeBuilder` that is the parser's user data.
enum SAXEvents {
    /// Entities are looked up nowhere and declarations kept nowhere, since the callbacks for them are absent.
    static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.internalSubset = { context, name, publicName, systemName in
            SAXEvents.builder(context)?.startDoctype(
                name: name.map { String(cString: $0) } ?? "",
                system: systemName.map { String(cString: $0) },
                public: publicName.map { String(cString: $0) }
            )
        }
        handler.externalSubset = { context, _, _, _ in SAXEvents.builder(context)?.endDoctype() }
        handler.startElementNs = { context, name, prefix, uri, namespaceCount, namespaces, count, _, attributes in
            SAXEvents.builder(context)?.startElement(
                StartTag(
                    name: name,
                    prefix: prefix,
                    namespace: uri,
                    namespaces: UnsafeBufferPointer(start: namespaces, count: Int(namespaceCount) * 2),
                    attributes: UnsafeBufferPointer(start: attributes, count: Int(count) * 5)
                )
            )
        }
        handler.endElementNs = { context, _, _, _ in SAXEvents.builder(context)?.endElement() }
        handler.characters = characters
        handler.ignorableWhitespace = characters
        handler.cdataBlock = characters
        handler.reference = { context, _ in
            guard let builder = SAXEvents.builder(context) else { return }
            builder.refuse(.entityReference(line: builder.line))
        }
        handler.serror = { context, error in
            guard let builder = SAXEvents.builder(context), let error else { return }
            if let refusal = SAXEvents.refusal(for: error.pointee, line: builder.line) { builder.refuse(refusal) }
        }
        return handler
    }

    /// One function for text and white space: libxml2 then does not guess which white space means nothing.
    private static let characters: charactersSAXFunc = { context, bytes, count in
        SAXEvents.builder(context)?.characters(UnsafeBufferPointer(start: bytes, count: max(0, Int(count))))
    }

    private static func builder(_ context: UnsafeMutableRawPointer?) -> TreeBuilder? {
        context.map { Unmanaged<TreeBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Nil for what is tolerated: warnings, undeclared prefixes, odd namespace URIs.
    private static func refusal(for error: xmlError, line: Int) -> XMLRefusal? {
        let code = xmlParserErrors(rawValue: UInt32(bitPattern: error.code))
        switch code {
        case XML_WAR_UNDECLARED_ENTITY, XML_ERR_UNDECLARED_ENTITY, XML_ERR_ENTITY_LOOP, XML_ERR_ENTITY_PE_INTERNAL:
            return .entityReference(line: line)
        case XML_ERR_INTERNAL_ERROR, XML_ERR_NAME_TOO_LONG, XML_ERR_NO_MEMORY:
            return .tooLarge(.lengths, line: line)
        case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_QNAME, XML_NS_ERR_ATTRIBUTE_REDEFINED: break
        default:
            guard error.level == XML_ERR_FATAL else { return nil }
        }
        let words = error.message.map { String(cString: $0) } ?? ""
        let reason = words.prefix { $0 != "\n" }
        return .notWellFormed(reason: String(reason.prefix(200)), line: line)
    }
}
