import ExactJSON
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// A store that learns from statements as a node does.
private struct Learner: Sendable {
    let records: RecordStore
    let learn = LearnFromStatements()

    /// - Returns: queries that the transaction ran to learn.
    @discardableResult
    func take(_ statements: [String], as scopes: Set<Scope> = [.define]) async throws -> Int {
        let read = try statements.map { text in
            try Statement(reading: try JSONDocument(reading: Array(text.utf8)).root, version: .v1_0_3)
        }
        let credential = Credential(key: "k", source: 1, authority: records.credential.authority, scopes: scopes)
        let (learnt, queries) = try await records.database.write { transaction in
            let lessons = try read.lessons(as: credential, in: transaction)
            let spy = CountingTransaction(transaction)
            return (try learn(lessons, in: spy), spy.count)
        }
        learn.remember(learnt)
        return queries
    }

    func activity(_ iri: String = "urn:a") async throws -> String {
        String(decoding: try await FindActivity(database: records.database)(iri), as: UTF8.self)
    }
}

extension [Statement] {
    /// What they teach, their terms numbered.
    fileprivate func lessons(as credential: Credential, in transaction: any Transaction) throws -> [Lesson] {
        try compactMap { statement in
            let batch = StoreStatements.Batch([statement], version: .v1_0_3)
            let mentions = Mentions(in: statement)
            let numbers = try transaction.intern(mentions.terms)
            let one = StatementToStore(
                statement, id: UUID(), mentions, in: batch, as: credential, numbers: numbers
            )
            return one.filters.flatMap { Lesson(one, $0) }
        }
    }
}

/// Counts what passes through to another transaction.
private final class CountingTransaction: Transaction {
    private let transaction: any Transaction
    private(set) var count = 0

    init(_ transaction: any Transaction) { self.transaction = transaction }

    var engine: SQLEngine { transaction.engine }
    var startedAt: Int64 { transaction.startedAt }

    func rows(_ query: Query) throws -> [Row] {
        count += 1
        return try transaction.rows(query)
    }

    func execute(_ query: Query) throws {
        count += 1
        try transaction.execute(query)
    }
}

/// A statement about `urn:a` with this definition.
private func defining(_ definition: String, activity: String = "urn:a", name: String = "A") -> String {
    #"{"actor":{"name":"\#(name)","mbox":"mailto:a@ex.fr"},"verb":{"id":"urn:v"},"#
        + #""object":{"objectType":"Activity","id":"\#(activity)","definition":\#(definition)}}"#
}

@Suite("learning from statements")
struct LearnDefinitionsTests {
    @Test("definitions of one batch and of several are united, the later wins", arguments: Engine.allCases)
    func unites(engine: Engine) async throws {
        try await engine.withRecords { records in
            let learner = Learner(records: records)
            #expect(try await learner.activity() == #"{"objectType":"Activity","id":"urn:a"}"#, "nobody named it")
            try await learner.take([
                defining(#"{"name":{"en":"a"}}"#), defining(#"{"name":{"fr":"b"}}"#),
                defining(#"{"name":{"de":"c"}}"#, activity: "urn:b"),
            ])
            try await learner.take([defining(#"{"name":{"fr":"c"},"type":"urn:t"}"#)])
            let expected =
                #"{"objectType":"Activity","id":"urn:a","definition":{"name":{"en":"a","fr":"c"},"type":"urn:t"}}"#
            #expect(try await learner.activity() == expected)
            try await learner.take([defining(#"{"name":{"en":"a"}}"#), defining(#"{"name":{"fr":"b"}}"#)])
            #expect(try await learner.activity() == expected.replacing(#""fr":"c""#, with: #""fr":"b""#))
        }
    }

    @Test("a key without define teaches nothing (Communication 4.2)", arguments: Engine.allCases)
    func scope(engine: Engine) async throws {
        try await engine.withRecords { records in
            let learner = Learner(records: records)
            let count = try await learner.take([defining(#"{"name":{"en":"a"}}"#)], as: [.statementsWrite, .state])
            #expect(count == 0)
            #expect(try await learner.activity() == #"{"objectType":"Activity","id":"urn:a"}"#)
        }
    }

    @Test("what is repeated costs no query, and what is new a constant number", arguments: Engine.allCases)
    func cost(engine: Engine) async throws {
        try await engine.withRecords { records in
            let learner = Learner(records: records)
            let many = (0..<200).map { defining(#"{"name":{"en":"a"}}"#, activity: "urn:\($0)", name: "\($0)") }
            let changed = many.map { $0.replacing(#"{"en":"a"}"#, with: #"{"en":"b"}"#) }
            var counts: [Int] = []
            for statements in [many, many, changed, many] { counts.append(try await learner.take(statements)) }
            #expect(counts == [4, 0, 3, 3], "what changed is no longer known")
        }
    }

    @Test("an older definition that says nothing new is not written, nor read again", arguments: Engine.allCases)
    func partial(engine: Engine) async throws {
        try await engine.withRecords { records in
            let learner = Learner(records: records)
            let whole = defining(#"{"name":{"en":"a","fr":"b"}}"#)
            let part = defining(#"{"name":{"fr":"b"}}"#)
            try await learner.take([whole])
            #expect(try await learner.take([part]) == 1, "read")
            #expect(try await learner.take([part, whole, part]) == 0)
        }
    }

    @Test("two nodes that learn at once lose no language", arguments: Engine.allCases)
    func races(engine: Engine) async throws {
        try await engine.withNodes(2, migrations: migrations) { nodes in
            var learners: [Learner] = []
            learners.append(Learner(records: try await RecordStore(nodes[0])))
            learners.append(Learner(records: try await RecordStore(nodes[1])))
            let both = learners
            for round in 0..<10 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for language in 0..<6 {
                        group.addTask {
                            let definition = "{\"name\":{\"x-\(language)\":\"\(round)\"}}"
                            try await both[language % 2].take([
                                defining(definition, activity: "urn:\(round)"), defining(definition, activity: "urn:z"),
                            ])
                        }
                    }
                    try await group.waitForAll()
                }
                let activity = try await both[0].activity("urn:\(round)")
                for language in 0..<6 { #expect(activity.contains("\"x-\(language)\":\"\(round)\"")) }
            }
        }
    }

    @Test("names are learnt once each, those of Groups not", arguments: Engine.allCases)
    func names(engine: Engine) async throws {
        try await engine.withRecords { records in
            let learner = Learner(records: records)
            let identifier = InverseFunctionalIdentifier.mbox("mailto:a@ex.fr")
            let find = FindPerson(database: records.database)
            let asked = Actor(agent: identifier)
            let unknown = String(decoding: try await find(asked, identifier), as: UTF8.self)
            #expect(unknown == #"{"objectType":"Person","mbox":["mailto:a@ex.fr"]}"#)
            try await learner.take([defining("{}", name: "Anne"), defining("{}", name: "Anne")])
            try await learner.take([defining("{}", name: "Anne Martin")])
            let group = #"{"objectType":"Group","name":"G","mbox":"mailto:a@ex.fr"}"#
            try await learner.take([#"{"actor":\#(group),"verb":{"id":"urn:v"},"object":{"id":"urn:a"}}"#])
            let person = String(decoding: try await find(asked, identifier), as: UTF8.self)
            #expect(person == #"{"objectType":"Person","name":["Anne Martin","Anne"],"mbox":["mailto:a@ex.fr"]}"#)
        }
    }
}
