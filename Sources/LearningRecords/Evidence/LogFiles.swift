import Foundation
import TransparencyLog

/// What of the log is no table: its keys, and the journal that lies elsewhere.
package struct LogFiles: Sendable {
    package let keys: LogKeyFile
    package let journal: CheckpointJournal?
    /// What a new log is called.
    private let name: String

    /// - Parameters:
    ///   - keys: path of the file with the keys.
    ///   - journal: path of the journal, if there is one.
    ///   - publicURL: from which a new log has its name, such as `rh.example.fr/releve`.
    package init(keys: String, journal: String?, publicURL: String) {
        self.keys = LogKeyFile(path: keys)
        self.journal = journal.map(CheckpointJournal.init(path:))
        let place = publicURL.split(separator: "://", maxSplits: 1).last ?? ""
        let isNamable = place.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "+") }
        name = (isNamable ? place.trimming { $0 == "/" } : "") + "/releve"
    }

    /// - Throws: `LogHalt.unreadableJournal`
    func lastInJournal() throws -> Checkpoint? {
        do { return try journal?.last() } catch is LogFault { throw LogHalt.unreadableJournal }
    }

    func journaled() throws -> [Checkpoint] { try journal?.all() ?? [] }

    /// The keys, newest first; where nothing was ever signed, the first one is made.
    ///
    /// - Throws: `LogHalt.keyLost`
    func signers(isNew: Bool) throws -> [SignerKey] {
        if let there = try keys.read() { return there }
        guard isNew else { throw LogHalt.keyLost }
        try keys.make(SignerKey(name: name))
        guard let made = try keys.read() else { throw LogHalt.keyLost }
        return made
    }

    /// The first key of a log that goes on under another name: `rh.example.fr/releve/2`.
    func successor() throws -> SignerKey {
        let former = try (try keys.read()?.first?.verifierKey.name) ?? lastInJournal()?.origin ?? name
        let parts = former.split(separator: "/")
        guard parts.count > 1, let number = parts.last.flatMap({ Int($0) }), number < Int.max else {
            return try SignerKey(name: former + "/2")
        }
        return try SignerKey(name: parts.dropLast().joined(separator: "/") + "/\(number + 1)")
    }
}

extension Substring {
    fileprivate func trimming(while isTrimmed: (Character) -> Bool) -> String {
        String(drop(while: isTrimmed).reversed().drop(while: isTrimmed).reversed())
    }
}
