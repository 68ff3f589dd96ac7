import Completion
import ExactJSON
import XAPI

/// What a record says, read by itself: a book adds many of them, which can be read side by side before.
struct ReadRecord: Sendable {
    enum Content: Sendable {
        case statement(StatementRecord, Statement, LearningEvent?)
        /// As the service wrote it.
        case other(JSONDocument)
        /// Something in it is hidden, or it is none.
        case unreadable
    }

    let kind: RecordKind
    let json: [UInt8]
    let content: Content

    /// - Parameter isWhole: whether nothing in it is known to be hidden.
    init(_ kind: RecordKind, _ json: [UInt8], isWhole: Bool = false) {
        self.kind = kind
        self.json = json
        content = kind == .statement ? Self.statement(json, isWhole: isWhole) : Self.other(json)
    }

    private static func statement(_ json: [UInt8], isWhole: Bool) -> Content {
        guard let record = StatementRecord(reading: json), let statement = try? Statement(record, isWhole: isWhole)
        else { return .unreadable }
        return .statement(record, statement, LearningEvent(statement, id: record.id, stored: record.stored))
    }

    private static func other(_ json: [UInt8]) -> Content {
        (try? JSONDocument(reading: json)).map(Content.other) ?? .unreadable
    }
}

extension Statement {
    /// Read under the rules that it came under; limits that hold today do not matter. Where somebody is hidden it still
    /// says what it did, such as to void another.
    fileprivate init(_ record: StatementRecord, isWhole: Bool) throws {
        let limits = Limits(bytes: .max, distinctAgents: .max)
        let raw = isWhole ? record.raw : try StandIn.filling(record.raw)
        try self.init(reading: JSONDocument(reading: raw).root, version: record.version, limits: limits)
    }
}
