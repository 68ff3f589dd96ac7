import ExactJSON
import Foundation
import XAPI

/// Who people are and which identifiers are theirs, as the records of what was done about them say: each one in its turn.
struct PersonLedger: Sendable {
    struct Person: Sendable {
        var matricule: String?
        var familyName = ""
        var givenName = ""

        /// Nil where nothing was shown.
        var name: String? {
            let parts = [givenName, familyName].filter { !$0.isEmpty }
            return parts.isEmpty ? nil : parts.joined(separator: " ")
        }
    }

    private(set) var people: [UUID: Person] = [:]
    /// By canonical identifier: whose it is, and since which leaf.
    private var owners: [String: (person: UUID, leaf: UInt64)] = [:]
    /// The same by person: a bundle asks this for each of its lines.
    private var owned: [UUID: Set<String>] = [:]

    /// What of an event is needed here; everything else can be hidden.
    static let shownFields: Set<String> = ["matricule", "family_name", "given_name"]

    func owner(of identifier: String) -> UUID? { owners[identifier]?.person }

    /// In the order in which they came, the first one first.
    func identifiers(of person: UUID) -> [String] {
        (owned[person] ?? []).map { (leaf: owners[$0]?.leaf ?? 0, identifier: $0) }.sorted { $0 < $1 }
            .map(\.identifier)
    }

    /// - Parameter event: a record of kind `personEvent`.
    /// - Returns: false for what is none.
    mutating func add(_ event: JSONValue, leaf: UInt64) -> Bool {
        guard let kind = event[key: "event"]?.string, let changes = event[key: "changes"] else { return false }
        let person = event[key: "person"]?.string.flatMap { UUID(uuidString: $0) }
        let identifier = event[key: "identifier"].flatMap { try? Actor(reading: $0) }?.identifier?.canonical
        if let identifier { move(identifier, to: ["attached", "moved"].contains(kind) ? person : nil, kind, leaf) }
        if let person {
            var changed = people[person] ?? Person()
            for change in changes.elements { changed.apply(change) }
            people[person] = changed
        }
        return true
    }

    private mutating func move(_ identifier: String, to person: UUID?, _ kind: String, _ leaf: UInt64) {
        guard person != nil || ["detached", "shared"].contains(kind) else { return }
        if let former = owners[identifier]?.person { owned[former]?.remove(identifier) }
        owners[identifier] = person.map { ($0, leaf) }
        if let person { owned[person, default: []].insert(identifier) }
    }
}

extension PersonLedger.Person {
    fileprivate mutating func apply(_ change: JSONValue) {
        let after = change[key: "after"]?.string
        switch change[key: "field"]?.string {
        case "matricule": matricule = after
        case "family_name": familyName = after ?? ""
        case "given_name": givenName = after ?? ""
        default: return
        }
    }
}
