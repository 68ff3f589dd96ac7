import ExactJSON

/// How much goes because its time is over.
package struct RetentionCounts: Equatable, Sendable {
    package var people = 0
    /// Identifiers that are nobody's.
    package var actors = 0
    /// Of those who go whole, and by themselves.
    package var documents = 0
    package var statements = 0
    /// Answers about who completed what, that are there no more. Nobody else's change.
    package var answers = 0
    /// Entries of the access log that go with their batches; not those that name somebody who goes, which stay.
    package var reads = 0

    static func += (sum: inout RetentionCounts, more: RetentionCounts) {
        sum.people += more.people
        sum.actors += more.actors
        sum.documents += more.documents
        sum.statements += more.statements
        sum.answers += more.answers
        sum.reads += more.reads
    }

    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { object in
            object.member("people", Int64(people))
            object.member("actors", Int64(actors))
            object.member("documents", Int64(documents))
            object.member("statements", Int64(statements))
            object.member("answers", Int64(answers))
            object.member("reads", Int64(reads))
        }
        return writer.bytes
    }
}
