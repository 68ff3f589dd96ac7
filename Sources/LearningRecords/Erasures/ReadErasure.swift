import Crypto
import EvidenceVerification
import Foundation
import Persistence

/// Entries of the access log that name somebody who is erased: they stay, and say of whom no more.
struct ReadErasure: Sendable {
    private struct Place {
        let batch: Int64
        let place: Int64
        let read: LoggedRead
        let isNaming: Bool
    }

    private let places: [Place]

    init(_ subject: ErasureSubject, in transaction: any Transaction) throws {
        let people = Set(subject.people.map(\.id))
        let digests = Set(subject.canonicals.map { Array(SHA256.hash(data: Array($0.utf8))) })
        let batches = try transaction.batches(naming: people).union(transaction.batches(ofActors: digests))
        places = try transaction.reads(ofBatches: batches).map { batch, place, read in
            let isNaming =
                read.content.person.map(people.contains) ?? false || read.content.actor.map(digests.contains) ?? false
            return Place(batch: batch, place: place, read: read, isNaming: isNaming)
        }
    }

    /// How many entries.
    var count: Int { places.count(where: \.isNaming) }

    /// By record of the log, the places of its parts that are hidden: each value that may be hidden is one, in order.
    var parts: [Int64: Set<Int>] {
        var (last, all) = ([Int64: Int](), [Int64: Set<Int>]())
        for place in places {
            let content = place.read.content
            let hideable = [content.person != nil, content.actor != nil, content.purpose != nil].count { $0 }
            let first = last[place.batch, default: 0] + 1
            last[place.batch] = first + hideable - 1
            if place.isNaming { all[place.batch, default: []].formUnion(first..<first + hideable) }
        }
        return all
    }

    /// Something stands where something stood, so that a record has as many parts as before.
    func write(in transaction: any Transaction) throws {
        let naming = places.filter(\.isNaming)
        guard !naming.isEmpty else { return }
        let contents = naming.map(\.read.content)
        let batch = Batch(
            .integers("batch", naming.map(\.batch)), .integers("place", naming.map(\.place)),
            .blobs("person", contents.map { $0.person == nil ? nil : UUID.zero.storedBytes }),
            .blobs("actor", contents.map { $0.actor == nil ? nil : Array(repeating: 0, count: 32) }),
            .texts("purpose", contents.map { $0.purpose == nil ? nil : "" })
        )
        try transaction.execute(
            """
            UPDATE access_read AS r SET person = k.person, actor = k.actor, purpose = k.purpose FROM \(batch) AS k
            WHERE r.batch = k.batch AND r.place = k.place
            """
        )
    }
}

extension Transaction {
    /// `access_read_person` finds them.
    fileprivate func batches(naming people: Set<UUID>) throws -> Set<Int64> {
        guard !people.isEmpty else { return [] }
        let batch = Batch(.blobs("person", people.map(\.storedBytes)))
        return Set(
            try rows("SELECT r.batch FROM \(batch) AS k JOIN access_read r ON r.person = k.person").map {
                try $0.integer(0)
            }
        )
    }

    /// `access_read_actor` finds them.
    fileprivate func batches(ofActors digests: Set<[UInt8]>) throws -> Set<Int64> {
        guard !digests.isEmpty else { return [] }
        let batch = Batch(.blobs("actor", Array(digests)))
        return Set(
            try rows("SELECT r.batch FROM \(batch) AS k JOIN access_read r ON r.actor = k.actor").map {
                try $0.integer(0)
            }
        )
    }

    /// In order; `access_read_place` finds them.
    fileprivate func reads(ofBatches batches: Set<Int64>) throws -> [(batch: Int64, place: Int64, read: LoggedRead)] {
        guard !batches.isEmpty else { return [] }
        return try rows(
            """
            SELECT \(Query.readColumns), r.batch, r.place FROM \(Batch(.integers("batch", batches.sorted()))) AS k
            JOIN access_read r ON r.batch = k.batch
            """
        ).map { (batch: try $0.integer(11), place: try $0.integer(12), read: try LoggedRead($0)) }
            .sorted { ($0.batch, $0.place) < ($1.batch, $1.place) }
    }
}
