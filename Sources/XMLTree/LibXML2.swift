import CLibXML2

/// What every use of the library shares.
enum LibXML2 {
    /// No network, no word on standard error, line numbers past 65,535, and our encoding in place of the declared one.
    static let options = Int32(
        bitPattern: [
            XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_BIG_LINES, XML_PARSE_IGNORE_ENC,
        ].reduce(0) { $0 | $1.rawValue }
    )

    /// For the tree builder. “Substitute entities” is asked so that `&amp;` in an attribute arrives as `&` and not as
    /// `&#38;`; there are no others to substitute, since the builder answers no look-up of an entity and refuses each one.
    static let buildingOptions = options | Int32(bitPattern: XML_PARSE_NOENT.rawValue)

    /// The library wants to be started once, before several threads use it.
    static func start() { _ = isStarted }

    private static let isStarted: Bool = {
        xmlInitParser()
        return true
    }()

    static func free(_ parser: xmlParserCtxtPtr) {
        // A document is made even without callbacks for it, to hold what an internal subset declares.
        if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
        parser.pointee.myDoc = nil
        xmlFreeParserCtxt(parser)
    }
}
