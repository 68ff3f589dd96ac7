import Schemas
import XMLTree

extension FindingList {
    /// What is odd about the XML itself.
    mutating func addFaults(of document: XMLDocument) {
        if document.encoding.isFallback {
            add(.encodingFallback, document.encoding.declared ?? "utf-8", line: 1)
        }
        if let doctype = document.doctype { add(.doctype, doctype.system ?? doctype.name, line: doctype.line) }
        let namespace = document.root.namespace ?? ""
        if document.root.name == "manifest", !namespace.contains("imscp"), !namespace.contains("imscc") {
            add(.namespaceUnknown, namespace, line: document.root.line)
        }
        for prefix in document.undeclaredPrefixes { add(.undeclaredPrefix, prefix.prefix, line: prefix.line) }
    }

    /// What the schema of its namespace, if we have one, says about the document; at most 20 findings.
    mutating func addSchemaFaults(of source: XMLSource, document: XMLDocument) {
        // Validation builds a second tree: it is for documents of ordinary size, and without oddities that it does not know.
        guard document.elementCount <= 50_000, document.doctype == nil, document.undeclaredPrefixes.isEmpty,
            let file = ManifestSchema(namespace: document.root.namespace)
        else { return }
        for fault in XMLSchema(path: file.path)?.diagnostics(of: source)?.prefix(20) ?? [] {
            // The namespace in each name tells a reader nothing.
            add(.schemaFault, fault.message.replacing(/\{[^}]*\}/, with: ""), line: fault.line)
        }
    }
}
