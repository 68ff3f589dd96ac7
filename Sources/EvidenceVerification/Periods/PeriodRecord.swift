import ExactJSON
package import TransparencyLog
package import XAPI

/// Names and the leaves that say something of them.
package enum PeriodList {
    package struct Entry: Equatable, Sendable {
        package let name: String
        package let leaf: UInt64

        package init(name: String, leaf: UInt64) {
            self.name = name
            self.leaf = leaf
        }

        fileprivate func write(to writer: inout JSONWriter) {
            writer.array { pair in
                pair.string(name)
                pair.integer(leaf)
            }
        }
    }
}

/// The summary of a period of the log: a record of its own, in which the log commits to whom the records between two leaves are
/// about, before anybody asks for them.
package struct PeriodRecord: Equatable, Sendable {
    /// Leaves, the end excluded.
    package let range: Range<UInt64>
    /// When it was made.
    package let at: Instant
    /// `PeriodVerifierKey.digest`.
    package let key: String
    /// Of the `PeriodIndex`.
    package let size: UInt64
    package let root: TreeHash
    /// What identifies nobody stands in the open.
    package let open: PeriodMentions

    package init(_ range: Range<UInt64>, at: Instant, key: String, index: PeriodIndex, open: PeriodMentions) {
        self.range = range
        self.at = at
        self.key = key
        size = index.size
        root = index.root
        self.open = open
    }

    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.object { record in
            record.member("from", range.lowerBound)
            record.member("to", range.upperBound)
            record.member("at", at.rfc3339)
            record.member("key", key)
            record.member("size", size)
            record.member("root", Base64Text.text(of: root.bytes))
            for (name, list) in open.lists {
                record.member(name) { $0.array(list) { $1.write(to: &$0) } }
            }
        }
        return writer.bytes
    }

    /// Reads what `json` wrote; nil for anything else.
    package init?(reading json: [UInt8]) {
        guard let root = try? JSONDocument(reading: json).root,
            let from = root[key: "from"]?.integer.flatMap(UInt64.init(exactly:)),
            let to = root[key: "to"]?.integer.flatMap(UInt64.init(exactly:)), from < to,
            let at = root[key: "at"]?.string.flatMap({ Instant(iso8601: $0) }),
            let key = root[key: "key"]?.string, let size = root[key: "size"]?.integer.flatMap(UInt64.init(exactly:)),
            let hash = root[key: "root"]?.string.flatMap(Base64Text.bytes(of:)).flatMap({ TreeHash($0) }),
            let open = PeriodMentions(readingLists: root)
        else { return nil }
        range = from..<to
        self.at = at
        self.key = key
        self.size = size
        self.root = hash
        self.open = open
        guard self.json == json else { return nil }
    }
}
