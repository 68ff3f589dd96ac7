extension Statement {
    /// Whether both say the same, by the statement comparison of xAPI 1.0.3 Data 2.3.1.
    ///
    /// Not compared, since a server may set or change them, or since they are no part of a statement: `id`, and
    /// `timestamp`, where one of the two lacks it; `stored`; `authority`; `version`; the verb's `display`; `definition`
    /// of each Activity; `attachments`; the order of a Group's members.
    ///
    /// Compared by value: timestamps as points in time; UUIDs, domains of `mbox`, `mbox_sha1sum` and language tags
    /// without regard to case; numbers exactly, however spelt; an absent `objectType` as its default; a single context
    /// Activity as an array of one. Durations are compared as text (2.3.1), less what goes beyond 0.01 s and zeros that
    /// mean nothing (4.6): `PT60S` is not `PT1M`. All other text is compared scalar by scalar, and extensions are
    /// compared as JSON, where the order of keys means nothing and the order of elements does.
    package func isEquivalent(to other: Statement) -> Bool {
        agreeing(id, other.id) && agreeing(timestamp, other.timestamp)
            && actor.isEquivalent(to: other.actor)
            && verb.isSpelt(like: other.verb)
            && object.isEquivalent(to: other.object)
            && both(result, other.result) { $0.isEquivalent(to: $1) }
            && both(context, other.context) { $0.isEquivalent(to: $1) }
    }
}

/// Equal, or one of the two is absent.
private func agreeing<T: Equatable>(_ left: T?, _ right: T?) -> Bool {
    left == nil || right == nil || left == right
}

/// Both absent, or both there and alike.
func both<T>(_ left: T?, _ right: T?, _ alike: (T, T) -> Bool) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): alike(left, right)
    default: false
    }
}

extension Array {
    /// As many, and each like the one in its place.
    func matches(_ other: [Element], _ alike: (Element, Element) -> Bool) -> Bool {
        count == other.count && zip(self, other).allSatisfy(alike)
    }
}

extension Statement.Object {
    fileprivate func isEquivalent(to other: Statement.Object) -> Bool {
        switch (self, other) {
        case (.activity(let left), .activity(let right)): left.id.isSpelt(like: right.id)
        case (.actor(let left), .actor(let right)): left.isEquivalent(to: right)
        case (.statementReference(let left), .statementReference(let right)): left == right
        case (.subStatement(let left), .subStatement(let right)): left.isEquivalent(to: right)
        default: false
        }
    }
}

extension SubStatement {
    /// A SubStatement's timestamp is nobody's but the sender's: absent is not the same as given.
    fileprivate func isEquivalent(to other: SubStatement) -> Bool {
        timestamp == other.timestamp
            && actor.isEquivalent(to: other.actor)
            && verb.isSpelt(like: other.verb)
            && object.isEquivalent(to: other.object)
            && both(result, other.result) { $0.isEquivalent(to: $1) }
            && both(context, other.context) { $0.isEquivalent(to: $1) }
    }
}

extension SubStatement.Object {
    fileprivate func isEquivalent(to other: SubStatement.Object) -> Bool {
        switch (self, other) {
        case (.activity(let left), .activity(let right)): left.id.isSpelt(like: right.id)
        case (.actor(let left), .actor(let right)): left.isEquivalent(to: right)
        case (.statementReference(let left), .statementReference(let right)): left == right
        default: false
        }
    }
}

extension Actor {
    /// Same identifier and name, and the same members in any order.
    func isEquivalent(to other: Actor) -> Bool {
        kind == other.kind && identifier == other.identifier
            && both(name, other.name) { $0.isSpelt(like: $1) }
            && members.count == other.members.count
            && (members.isEmpty || members.map(\.sortingKey).sorted() == other.members.map(\.sortingKey).sorted())
    }

    /// Tells members apart by all that they say; as bytes, so that no letters are joined.
    private var sortingKey: ByteText {
        ByteText((identifier?.canonical ?? "") + (name.map { "\u{0}" + $0 } ?? ""))
    }
}

/// A text ordered and compared by its bytes.
private struct ByteText: Comparable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ByteText, right: ByteText) -> Bool { left.text.isSpelt(like: right.text) }

    static func < (left: ByteText, right: ByteText) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
