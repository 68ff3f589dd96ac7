import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

/// A statement comes back as it came but for what the server sets (Data 2.3.1, 2.4; Communication 2.1.3 `exact`):
/// 10,000 generated ones go in under both versions, and come back by id and by paging under both.
@Suite("bytes")
struct BytesBackTests {
    private static let batches = 20
    private static let batch = 500

    /// What was sent, in this order, with the id that it has.
    private typealias Sent = [(id: String, statement: GeneratedStatement)]

    @Test("of 10,000 generated statements come back as they came", arguments: Engine.allCases)
    func differential(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            // More reads than memory holds are logged here, as a server does it.
            let log = service.useCases.reads.log
            let writer = Task { await log.run { Issue.record("\($0)") } }
            let sent = try await Self.send(to: service)
            #expect(sent.count == Self.batches * Self.batch)
            for version in ["1.0.3", "2.0.0"] { try await Self.page(through: service, under: version, sent) }
            try await Self.readEach(from: service, sent)
            try await log.flush()
            writer.cancel()
            await writer.value
        }
    }

    private static func send(to service: ServiceFixture) async throws -> Sent {
        var sent: Sent = []
        for number in 0..<batches {
            let isVersion2 = !number.isMultiple(of: 2)
            var generator = StatementGenerator(seed: UInt64(number), isVersion2: isVersion2)
            let statements = (0..<batch).map { _ in generator.statement() }
            let body = generator.array(statements.map(\.spelling)).sent
            let headers = ["X-Experience-API-Version": isVersion2 ? "2.0.0" : "1.0.3"]
            let answer = try await service.send(.post, "/xapi/statements", as: .writer, headers: headers, body: body)
            try #require(answer.status == .ok, "\(number): \(answer.text)")
            let ids = answer.array.compactMap { $0 as? String }
            try #require(ids.count == batch)
            for (id, statement) in zip(ids, statements) {
                #expect(statement.id.map { $0.lowercased() == id.lowercased() } != false)
                sent.append((id.lowercased(), statement))
            }
        }
        return sent
    }

    /// Each statement once, in the order of storing.
    private static func page(through service: ServiceFixture, under version: String, _ sent: Sent) async throws {
        var uri = "/xapi/statements?limit=500&ascending=true"
        var next = sent[...]
        while !uri.isEmpty {
            let page = try await service.send(.get, uri, as: .reader, headers: ["X-Experience-API-Version": version])
            try #require(page.status == .ok, "\(page.text)")
            let members = RawJSON.members(of: Array(page.body.readableBytesView)[...])
            for given in RawJSON.parts(of: try #require(members["statements"])) {
                guard let (id, statement) = next.popFirst() else { throw Unexpected() }
                compare(given, with: statement, id: id, under: version)
            }
            uri = members["more"].flatMap(RawJSON.text) ?? ""
        }
        #expect(next.isEmpty, "\(next.count) were not listed")
    }

    /// Half of them under each version.
    private static func readEach(from service: ServiceFixture, _ sent: Sent) async throws {
        for (number, (id, statement)) in sent.enumerated() {
            let version = number.isMultiple(of: 2) ? "1.0.3" : "2.0.0"
            let uri = "/xapi/statements?statementId=\(id)"
            let answer = try await service.send(.get, uri, as: .reader, headers: ["X-Experience-API-Version": version])
            try #require(answer.status == .ok, "\(id): \(answer.text)")
            compare(Array(answer.body.readableBytesView)[...], with: statement, id: id, under: version)
        }
    }

    private static func compare(
        _ given: ArraySlice<UInt8>, with sent: GeneratedStatement, id: String, under version: String
    ) {
        let difference = GivenStatement(bytes: given, isUnderVersion2: version == "2.0.0")
            .difference(from: sent, id: id)
        #expect(difference == nil, "\(id) under \(version): \(difference ?? "")")
    }

    /// More statements than were sent.
    private struct Unexpected: Error {}
}
