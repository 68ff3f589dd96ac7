import ExactJSON
package import TransparencyLog
package import XAPI

/// What a bundle is made of besides records: everything in it follows from this and them.
package struct BundleHead: Equatable, Sendable {
    static let format = "releve-bundle"
    static let version: Int64 = 2

    /// When it is answered for; decides what has expired.
    package let asOf: Instant
    package let question: BundleQuestion
    /// The checkpoint that covers all records.
    package let note: SignedNote
    /// That the log has only grown since whoever asked last looked.
    package let growth: Growth?

    /// The log as it was, and that it is the beginning of what it is under the checkpoint.
    package struct Growth: Equatable, Sendable {
        package let proof: ConsistencyNote
        package let oldRoot: TreeHash

        package init(_ proof: ConsistencyNote, oldRoot: TreeHash) {
            self.proof = proof
            self.oldRoot = oldRoot
        }

        var oldSize: UInt64 { proof.proof.oldSize }
    }

    package init(asOf: Instant, question: BundleQuestion, note: SignedNote, growth: Growth? = nil) {
        self.asOf = asOf
        self.question = question
        self.note = note
        self.growth = growth
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { head in
            head.member("format", Self.format)
            head.member("version", Self.version)
            head.member("as_of", asOf.rfc3339)
            head.member("since") { since in
                guard let growth else { return since.null() }
                since.object { since in
                    since.member("size", growth.oldSize)
                    since.member("root", Base64Text.text(of: growth.oldRoot.bytes))
                }
            }
        }
        return writer.bytes
    }
}

/// A record of a bundle: its text as it is shown, and what makes its leaf again.
package struct BundleRecord: Sendable {
    package let leaf: UInt64
    /// With `null` in place of what is hidden.
    package let json: [UInt8]
    package let seal: [UInt8]

    package init(leaf: UInt64, json: [UInt8], seal: [UInt8]) {
        self.leaf = leaf
        self.json = json
        self.seal = seal
    }

    /// The text of a file of records.
    static func file(of records: [BundleRecord]) -> [UInt8] {
        var writer = JSONWriter(capacity: records.reduce(2) { $0 + $1.json.count + $1.seal.count * 4 / 3 + 64 })
        writer.array(records) { writer, record in
            writer.object { object in
                object.member("leaf", record.leaf)
                object.member("seal", Base64Text.text(of: record.seal))
                object.member("record", json: record.json)
            }
        }
        return writer.bytes
    }

    /// Reads what `file(of:)` wrote; nil for anything else.
    static func records(in file: [UInt8]) -> [BundleRecord]? {
        guard let root = try? JSONDocument(reading: file).root, root.kind == .array else { return nil }
        var records: [BundleRecord] = []
        for element in root.elements {
            var members = element.members
            guard element.count == 3, let leaf = members.next(), leaf.key == "leaf",
                let seal = members.next(), seal.key == "seal", let record = members.next(), record.key == "record",
                let index = leaf.value.integer.flatMap(UInt64.init(exactly:)),
                let bytes = seal.value.string.flatMap(Base64Text.bytes(of:))
            else { return nil }
            records.append(BundleRecord(leaf: index, json: Array(record.value.bytes), seal: bytes))
        }
        return self.file(of: records) == file ? records : nil
    }
}
