import Foundation
import TestSupport

/// A statement that an answer holds, compared byte for byte with the one that was sent.
struct GivenStatement {
    let bytes: ArraySlice<UInt8>
    let isUnderVersion2: Bool

    /// What differs from what has to come back; nil where nothing does.
    func difference(from sent: GeneratedStatement, id: String) -> String? {
        let expected = Array((isUnderVersion2 ? sent.spelling.under2 : sent.spelling.under1).utf8)
        let rest =
            sent.isOverwritten
            ? restOfMembers(after: expected) : restOfBytes(after: expected, of: Array(sent.spelling.sent.utf8))
        guard let rest else { return "sent \(String(decoding: expected, as: UTF8.self)), given \(text)" }
        let object = try? JSONSerialization.jsonObject(with: Data("{\(String(decoding: rest, as: UTF8.self))}".utf8))
        let set = object as? [String: Any] ?? [:]
        var names: Set = ["stored", "authority"]
        if sent.id == nil { names.insert("id") }
        if !sent.hasTimestamp { names.insert("timestamp") }
        if !sent.hasVersion { names.insert("version") }
        guard Set(set.keys) == names else { return "set \(set.keys.sorted()) instead of \(names.sorted()): \(text)" }
        return isRight(set, sent, id: id) ? nil : "set \(set): \(text)"
    }

    private var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Everything but the closing brace stands in front, and what follows was set. Where something was rewritten, white
    /// space before the brace is nobody's.
    private func restOfBytes(after expected: [UInt8], of sent: [UInt8]) -> ArraySlice<UInt8>? {
        var kept = expected.dropLast()
        if expected != sent { kept = kept.dropLast(kept.reversed().prefix { $0 <= 0x20 }.count) }
        guard bytes.starts(with: kept), bytes.dropFirst(kept.count).first == UInt8(ascii: ",") else { return nil }
        return bytes.dropFirst(kept.count + 1).dropLast()
    }

    /// Where members give way to the server's, the others are there in their order and their bytes.
    private func restOfMembers(after expected: [UInt8]) -> ArraySlice<UInt8>? {
        func isOverwritten(_ member: ArraySlice<UInt8>) -> Bool {
            ["stored", "authority"].contains(RawJSON.name(of: member))
        }
        let sent = RawJSON.parts(of: expected[...]).filter { !isOverwritten($0) }
        let given = RawJSON.parts(of: bytes)
        let kept = given.filter { !isOverwritten($0) }
        guard kept.starts(with: sent, by: { $0 == $1 }) else { return nil }
        let set = given.filter(isOverwritten) + kept.dropFirst(sent.count)
        return Array(set.joined(separator: [UInt8(ascii: ",")]))[...]
    }

    private func isRight(_ set: [String: Any], _ sent: GeneratedStatement, id: String) -> Bool {
        let account = (set["authority"] as? [String: Any])?["account"] as? [String: Any]
        guard account?["name"] as? String == "writer", let stored = set["stored"] as? String else { return false }
        return stored.hasSuffix("Z") && (set["id"] as? String ?? id) == id
            && set["timestamp"] as? String ?? stored == stored
            && set["version"] as? String ?? version(of: sent) == version(of: sent)
    }

    private func version(of sent: GeneratedStatement) -> String { sent.isVersion2 ? "2.0.0" : "1.0.0" }
}
