/// Reads the one thing of `<?xml … ?>` that must be known before parsing.
enum XMLDeclaration {
    /// The declared encoding's name, as written; nil where there is no declaration or none in it.
    ///
    /// - Parameter bytes: in an encoding of which ASCII is a part.
    static func encoding(in bytes: ArraySlice<UInt8>) -> String? {
        let head = bytes.prefix(1_024)
        guard head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: UInt8(ascii: ">")) else {
            return nil
        }
        let declaration = String(decoding: head[..<end], as: UTF8.self)
        let pattern = /\sencoding\s*=\s*(?:"([A-Za-z][A-Za-z0-9._\-]*)"|'([A-Za-z][A-Za-z0-9._\-]*)')/
        guard let match = declaration.firstMatch(of: pattern) else { return nil }
        return (match.output.1 ?? match.output.2).map(String.init)
    }
}
