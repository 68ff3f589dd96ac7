import Testing

/// One text of Nicolas Seriot's JSONTestSuite, under its name there: `y_` must be read, `n_` must be refused, and `i_` is
/// each reader's own choice.
struct SuiteCase: CustomTestStringConvertible {
    /// Bytes of a text: UTF-8, or single bytes where the text is no UTF-8.
    enum Piece: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case text(String)
        case byte(UInt8)
        case repeated(String, Int)

        init(stringLiteral text: String) { self = .text(text) }
        init(integerLiteral byte: UInt8) { self = .byte(byte) }

        var bytes: [UInt8] {
            switch self {
            case .text(let text): Array(text.utf8)
            case .byte(let byte): [byte]
            case .repeated(let text, let count): Array(String(repeating: text, count: count).utf8)
            }
        }
    }

    let testDescription: String
    let bytes: [UInt8]

    init(_ name: String, _ pieces: Piece...) { self.init(name, pieces) }

    init(_ name: String, _ pieces: [Piece]) {
        testDescription = name
        bytes = pieces.flatMap(\.bytes)
    }
}
