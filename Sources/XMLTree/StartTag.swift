import CLibXML2

/// The arguments of libxml2's `startElementNs`, valid during that call.
struct StartTag {
    struct Attribute {
        let name: UnsafePointer<UInt8>?
        let prefix: UnsafePointer<UInt8>?
        let namespace: UnsafePointer<UInt8>?
        let value: String
    }

    typealias Names = UnsafeMutablePointer<UnsafePointer<UInt8>?>

    let name: UnsafePointer<UInt8>?
    let prefix: UnsafePointer<UInt8>?
    let namespace: UnsafePointer<UInt8>?
    /// URIs that the tag declares; nil for `xmlns=""`.
    let namespaces: [UnsafePointer<UInt8>?]
    let attributes: [Attribute]

    /// - Parameters:
    ///   - namespaces: pairs of prefix and URI.
    ///   - attributes: groups of name, prefix, URI, beginning and end of the value.
    init(
        name: UnsafePointer<UInt8>?,
        prefix: UnsafePointer<UInt8>?,
        namespace: UnsafePointer<UInt8>?,
        namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>,
        attributes: UnsafeBufferPointer<UnsafePointer<UInt8>?>
    ) {
        self.name = name
        self.prefix = prefix
        self.namespace = namespace
        self.namespaces = stride(from: 1, to: namespaces.count, by: 2).map { namespaces[$0] }
        self.attributes = stride(from: 0, to: attributes.count - attributes.count % 5, by: 5).map { start in
            let text = attributes[start + 3].flatMap { begin in
                attributes[start + 4].map { UnsafeBufferPointer(start: begin, count: max(0, $0 - begin)) }
            }
            return Attribute(
                name: attributes[start],
                prefix: attributes[start + 1],
                namespace: attributes[start + 2],
                value: text.map { String(decoding: $0, as: UTF8.self) } ?? ""
            )
        }
    }
}
