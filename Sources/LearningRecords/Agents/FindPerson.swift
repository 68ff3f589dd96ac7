import ExactJSON
package import Persistence
package import XAPI

/// What is known of an Agent, as a Person Object (Communication 2.4).
package struct FindPerson: Sendable {
    private let database: any Database
    /// Names in one answer, the newest first.
    private let mostNames = 50

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameters:
    ///   - agent: as asked; its own name is part of the answer.
    ///   - identifier: the agent's.
    /// - Returns: JSON, also of an Agent that was never named.
    package func callAsFunction(_ agent: Actor, _ identifier: InverseFunctionalIdentifier) async throws -> [UInt8] {
        let term = Term.actor(identifier)
        let known = try await database.read { [mostNames] transaction -> [String] in
            guard let number = try transaction.numbers(of: [term])[term] else { return [] }
            let rows = try transaction.rows(.names(of: number, limit: mostNames))
            return try rows.map { String(decoding: try $0.blob(0), as: UTF8.self) }
        }
        let own = [agent.name].compactMap { $0 }.filter { name in
            !known.contains { $0.utf8.elementsEqual(name.utf8) }
        }
        return Self.person(identifier, names: known + own)
    }

    private static func person(_ identifier: InverseFunctionalIdentifier, names: [String]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { person in
            person.member("objectType", "Person")
            if !names.isEmpty { person.member("name") { $0.array(names) { $0.string($1) } } }
            switch identifier {
            case .mbox(let mailbox): person.member("mbox") { $0.array { $0.string(mailbox) } }
            case .mboxSHA1Sum(let digest): person.member("mbox_sha1sum") { $0.array { $0.string(digest) } }
            case .openID(let uri): person.member("openid") { $0.array { $0.string(uri) } }
            case .account(let homePage, let name):
                person.member("account") { accounts in
                    accounts.array { account in
                        account.object {
                            $0.member("homePage", homePage)
                            $0.member("name", name)
                        }
                    }
                }
            }
        }
        return writer.bytes
    }
}

extension Query {
    /// An Agent's names, the newest first; the key of `agent_name` finds them, few for each.
    fileprivate static func names(of agent: Int64, limit: Int) -> Query {
        "SELECT name FROM agent_name WHERE agent = \(agent) ORDER BY learned_at DESC, name LIMIT \(limit)"
    }
}
