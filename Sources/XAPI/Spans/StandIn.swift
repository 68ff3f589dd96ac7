package import ExactJSON

/// What stands in a statement where somebody was erased: something valid that names nobody, so that the statement can still
/// be read, searched and sent.
package enum StandIn {
    /// Whom a statement names in place of whoever was erased; `.invalid` is nobody's domain (RFC 2606).
    package static let identifier = InverseFunctionalIdentifier.account(
        homePage: "https://erased.invalid", name: "erased"
    )

    /// The statement with stand-ins for some of its spans.
    ///
    /// - Parameters:
    ///   - spans: in order, of these bytes.
    ///   - isHidden: asked of each span with its bytes.
    package static func replacing(
        _ spans: [StatementSpan], of bytes: [UInt8], where isHidden: (StatementSpan, ArraySlice<UInt8>) -> Bool
    ) -> [UInt8] {
        var replaced: [UInt8] = []
        replaced.reserveCapacity(bytes.count)
        for span in spans {
            let text = bytes[span.range]
            replaced += span.kind != .rest && isHidden(span, text) ? standIn(for: span, in: bytes) : Array(text)
        }
        return replaced
    }

    /// A statement with stand-ins in place of the `null` that the log shows of what is hidden.
    package static func filling(_ statement: [UInt8]) throws(JSONError) -> [UInt8] {
        replacing(try StatementSpan.list(of: statement), of: statement) { span, text in
            span.kind != .extensionValue && text.elementsEqual(JSONBytes.null)
        }
    }

    private static func standIn(for span: StatementSpan, in bytes: [UInt8]) -> [UInt8] {
        switch span.kind {
        case .rest: Array(bytes[span.range])
        case .actor, .object, .member, .instructor, .contextAgent, .authority: identifier.agentJSON
        case .groupName, .groupIdentifier, .freeText: value(of: name(before: span.range.lowerBound, in: bytes))
        case .extensionValue: JSONBytes.null
        }
    }

    private static func value(of name: String) -> [UInt8] {
        switch name {
        case "mbox": Array(#""mailto:erased@erased.invalid""#.utf8)
        case "mbox_sha1sum": Array(#""0000000000000000000000000000000000000000""#.utf8)
        case "openid", "fileUrl": Array(#""https://erased.invalid""#.utf8)
        case "account": Array(#"{"homePage":"https://erased.invalid","name":"erased"}"#.utf8)
        case "display", "description": Array(#"{"und":"erased"}"#.utf8)
        default: Array(#""erased""#.utf8)
        }
    }

    /// The name of the member whose value begins at `place`: no name that matters here is written with escapes, since
    /// another spelling of it was never stored.
    private static func name(before place: Int, in bytes: [UInt8]) -> String {
        let head = bytes[..<place]
        guard let end = head.lastIndex(of: UInt8(ascii: "\"")),
            let start = head[..<end].lastIndex(of: UInt8(ascii: "\""))
        else { return "" }
        return String(decoding: head[(start + 1)..<end], as: UTF8.self)
    }
}

private enum JSONBytes {
    static let null = Array("null".utf8)
}
