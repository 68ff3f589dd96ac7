import CLibXML2
import Foundation

/// An XML Schema of our own, against which documents can be checked.
///
/// Compiled for each use: compiled schemas are not shared between threads.
package struct XMLSchema: Sendable {
    /// What a document does otherwise than the schema says.
    package struct Diagnostic: Sendable, Equatable {
        /// From 1.
        package let line: Int
        /// The library's words, in English.
        package let message: String
    }

    private let path: String

    /// Nil where there is no such file.
    ///
    /// - Parameter path: of the schema document, which is ours; what it includes lies beside it.
    package init?(path: String) {
        guard FileManager.default.isReadableFile(atPath: path) else { return nil }
        self.path = path
    }

    /// In document order, at most 200.
    ///
    /// - Parameter source: of a document that could be parsed and has no document type declaration; else nothing is told.
    /// - Returns: nil where the schema itself cannot be compiled.
    package func diagnostics(of source: XMLSource) -> [Diagnostic]? {
        LibXML2.start()
        guard let schema = compile() else { return nil }
        defer { xmlSchemaFree(schema) }
        guard let document = Self.tree(of: source) else { return [] }
        defer { xmlFreeDoc(document) }
        guard document.pointee.intSubset == nil, let validation = xmlSchemaNewValidCtxt(schema) else { return [] }
        defer { xmlSchemaFreeValidCtxt(validation) }
        let collected = Collected()
        withExtendedLifetime(collected) {
            xmlSchemaSetValidStructuredErrors(validation, Self.collect, Unmanaged.passUnretained(collected).toOpaque())
            _ = xmlSchemaValidateDoc(validation, document)
        }
        return collected.diagnostics
    }

    private func compile() -> xmlSchemaPtr? {
        guard let parser = xmlSchemaNewParserCtxt(path) else { return nil }
        defer { xmlSchemaFreeParserCtxt(parser) }
        xmlSchemaSetParserStructuredErrors(parser, { _, _ in }, nil)
        return xmlSchemaParse(parser)
    }

    private static func tree(of source: XMLSource) -> xmlDocPtr? {
        source.utf8.withUnsafeBytes { bytes in
            let text = bytes.bindMemory(to: CChar.self)
            return xmlReadMemory(text.baseAddress, Int32(clamping: text.count), nil, "UTF-8", LibXML2.options)
        }
    }

    private final class Collected {
        var diagnostics: [Diagnostic] = []
    }

    private static let collect: xmlStructuredErrorFunc = { context, error in
        guard let context, let error = error?.pointee else { return }
        let collected = Unmanaged<Collected>.fromOpaque(context).takeUnretainedValue()
        guard collected.diagnostics.count < 200 else { return }
        let words = error.message.map { String(cString: $0) } ?? ""
        let message = String(words.prefix { $0 != "\n" }.prefix(300))
        collected.diagnostics.append(Diagnostic(line: max(1, Int(error.line)), message: message))
    }
}
