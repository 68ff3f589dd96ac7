import ExactJSON
import TransparencyLog

/// What a bundle shows of one period: the entries of those whom it is about, or that there are none, and nobody else's.
package struct PeriodView: Equatable, Sendable {
    /// Of the period's record.
    package let leaf: UInt64
    let subjects: SortedProof
    /// By the index of the subject's entry.
    let items: [(index: UInt64, proof: SortedProof)]

    package static func == (one: PeriodView, other: PeriodView) -> Bool { one.json == other.json }

    /// - Parameter asked: by subject, with their seals, what the records in question are about.
    package init(
        of index: PeriodIndex, leaf: UInt64, from: UInt64, asked: [(seal: [UInt8], activities: [[UInt8]])]
    ) throws {
        self.leaf = leaf
        (subjects, items) = try index.showing(asked, from: from)
    }

    /// Checks that what it shows is of the summary.
    ///
    /// - Parameters:
    ///   - size: how many subjects the summary has.
    ///   - root: over these.
    func verify(size: UInt64, root: TreeHash) throws(LogFault) {
        try subjects.verify(width: PeriodIndex.entryWidth, size: size, root: root)
        guard zip(items, items.dropFirst()).allSatisfy({ $0.index < $1.index }) else { throw .malformedProof }
        for (index, proof) in items {
            let place = subjects.shown.firstPlace { $0.index >= index }
            guard subjects.shown.indices.contains(place), subjects.shown[place].index == index else {
                throw .malformedProof
            }
            let entry = PeriodEntry(subjects.shown[place].bytes)
            try proof.verify(width: PeriodIndex.itemWidth, size: entry.size, root: entry.root)
        }
    }

    /// What it shows of a subject's records about something, once it is verified: their hash, or nil within where there are
    /// none; nil where it does not say.
    func records(of token: PeriodToken, about activity: [UInt8], inSize size: UInt64) -> TreeHash?? {
        switch subjects.sight(of: token.own, inSize: size) {
        case .unseen: return nil
        case .none: return .some(nil)
        case .item(let entry):
            let place = items.firstPlace { $0.index >= entry.index }
            guard items.indices.contains(place), items[place].index == entry.index else { return nil }
            let proof = items[place].proof
            switch proof.sight(of: token.about(activity), inSize: PeriodEntry(entry.bytes).size) {
            case .unseen: return nil
            case .none: return .some(nil)
            case .item(let item): return .some(TreeHash(item.bytes.dropFirst(TreeHash.byteCount)))
            }
        }
    }

    var json: [UInt8] {
        var writer = JSONWriter(capacity: 4_096)
        writer.object { view in
            view.member("leaf", leaf)
            view.member("subjects") { subjects.write(to: &$0) }
            view.member("items") { items in
                items.array(self.items) { writer, item in
                    writer.object { object in
                        object.member("index", item.index)
                        object.member("about") { item.proof.write(to: &$0) }
                    }
                }
            }
        }
        return writer.bytes
    }

    /// Reads what `json` wrote; nil for anything else.
    init?(reading json: [UInt8]) {
        guard let root = try? JSONDocument(reading: json).root,
            let leaf = root[key: "leaf"]?.integer.flatMap(UInt64.init(exactly:)),
            let subjects = root[key: "subjects"].flatMap(SortedProof.init(reading:)), let list = root[key: "items"]
        else { return nil }
        self.leaf = leaf
        self.subjects = subjects
        items = list.elements.compactMap { item in
            guard let index = item[key: "index"]?.integer.flatMap(UInt64.init(exactly:)),
                let proof = item[key: "about"].flatMap(SortedProof.init(reading:))
            else { return nil }
            return (index, proof)
        }
        guard self.json == json else { return nil }
    }
}

extension SortedProof {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("shown") { list in
                list.array(shown) { writer, item in
                    writer.array { pair in
                        pair.integer(item.index)
                        pair.string(Base64Text.text(of: item.bytes))
                    }
                }
            }
            object.member("path", Base64Text.text(of: proof.path.flatMap(\.bytes)))
        }
    }

    fileprivate init?(reading value: JSONValue) {
        guard let list = value[key: "shown"], let path = value[key: "path"]?.string.flatMap(Base64Text.bytes(of:)),
            path.count % TreeHash.byteCount == 0
        else { return nil }
        let shown = list.elements.compactMap { pair -> Item? in
            let parts = Array(pair.elements)
            guard parts.count == 2, let index = parts[0].integer.flatMap(UInt64.init(exactly:)),
                let bytes = parts[1].string.flatMap(Base64Text.bytes(of:))
            else { return nil }
            return Item(index: index, bytes: bytes)
        }
        let hashes = stride(from: 0, to: path.count, by: TreeHash.byteCount).compactMap {
            TreeHash(path[$0..<$0 + TreeHash.byteCount])
        }
        self.init(shown: shown, proof: JointProof(path: hashes))
    }
}

/// The seals of those whom a bundle is about, with the key that checks them.
package struct SealFile: Equatable, Sendable {
    let key: [UInt8]
    /// In the order in which a book asks for them.
    let seals: [[UInt8]]

    package init(key: PeriodVerifierKey, seals: [[UInt8]]) {
        self.key = key.bytes
        self.seals = seals
    }

    var json: [UInt8] {
        var writer = JSONWriter(capacity: seals.count * 360 + 512)
        writer.object { file in
            file.member("key", Base64Text.text(of: key))
            file.member("seals") { $0.array(seals) { $0.string(Base64Text.text(of: $1)) } }
        }
        return writer.bytes
    }

    /// Reads what `json` wrote; nil for anything else.
    init?(reading json: [UInt8]) {
        guard let root = try? JSONDocument(reading: json).root,
            let key = root[key: "key"]?.string.flatMap(Base64Text.bytes(of:)), let list = root[key: "seals"]
        else { return nil }
        self.key = key
        seals = list.elements.compactMap { $0.string.flatMap(Base64Text.bytes(of:)) }
        guard self.json == json else { return nil }
    }
}
