import ExactJSON
import Foundation
import XAPI

@testable import Completion

/// A statement as a scenario tells it: somebody did something to an activity, so many minutes after noon.
struct Deed: Sendable {
    var name: Character
    var verb: String
    var activity = "course"
    var minute = 0
    /// Minutes; nil where it was stored when it happened.
    var storedMinute: Int?
    var result: [String] = []
    var extensions: [String] = []
    var category: String?
    var registration: UUID?
    var source: Int64 = 1
    var actor: Int64 = 1
    /// More members of the context, as JSON.
    var context: [String] = []
    /// Group, where the actor is one.
    var actorJSON = #"{"mbox":"mailto:agent@example.org"}"#

    /// 2020-01-20T12:00:00Z
    static let noon: Int64 = 1_579_521_600_000_000
    static let activities = ["course": 1, "a": 2, "b": 3, "c": 4] as [String: Int64]

    var id: UUID { Self.id(of: name) }

    static func id(of name: Character) -> UUID {
        UUID(halves: (0x1111_1111_1111_4111, 0x8111_0000_0000_0000 | UInt64(name.unicodeScalars.first?.value ?? 0)))
    }

    static func instant(_ minute: Int) -> Instant { Instant(microseconds: noon + Int64(minute) * 60_000_000) }

    var json: String {
        var around = context
        if let registration { around.append(#""registration":"\#(registration.uuidString)""#) }
        if let category { around.append(#""contextActivities":{"category":[{"id":"\#(category)"}]}"#) }
        if !extensions.isEmpty { around.append(#""extensions":{\#(extensions.joined(separator: ","))}"#) }
        let members = [
            #""actor":\#(actorJSON)"#, #""verb":{"id":"\#(verb)"}"#,
            #""object":{"id":"https://example.org/\#(activity)"}"#,
            #""timestamp":"\#(Self.instant(minute).rfc3339)""#,
            result.isEmpty ? nil : #""result":{\#(result.joined(separator: ","))}"#,
            around.isEmpty ? nil : #""context":{\#(around.joined(separator: ","))}"#,
        ]
        return "{\(members.compactMap { $0 }.joined(separator: ","))}"
    }

    func event() throws -> LearningEvent? {
        let document = try JSONDocument(reading: Array(json.utf8))
        let statement = try Statement(reading: document.root, version: .v1_0_3)
        return LearningEvent(statement, id: id, stored: Self.instant(storedMinute ?? minute))
    }
}

extension Deed {
    init(_ name: Character, _ verb: String, _ activity: String = "course", at minute: Int = 0) {
        self.init(name: name, verb: verb, activity: activity, minute: minute)
    }

    func with(_ change: (inout Deed) -> Void) -> Deed {
        var deed = self
        change(&deed)
        return deed
    }

    func completion(_ says: Bool) -> Deed { with { $0.result.append(#""completion":\#(says)"#) } }
    func success(_ says: Bool) -> Deed { with { $0.result.append(#""success":\#(says)"#) } }
    func scaled(_ score: Double) -> Deed { with { $0.result.append(#""score":{"scaled":\#(score)}"#) } }
    func raw(_ score: Int, of max: Int?) -> Deed {
        with { $0.result.append(#""score":{"raw":\#(score)\#(max.map { #","min":0,"max":\#($0)"# } ?? "")}"#) }
    }
    func lasting(_ duration: String) -> Deed { with { $0.result.append(#""duration":"\#(duration)""#) } }
    func progress(_ percent: Int) -> Deed {
        with { $0.result.append(#""extensions":{"\#(CMI5IRI.progress)":\#(percent)}"#) }
    }
    func `in`(_ registration: Int) -> Deed { with { $0.registration = Self.registration(registration) } }
    func session(_ name: String) -> Deed { with { $0.extensions.append(#""\#(CMI5IRI.sessionID)":"\#(name)""#) } }
    func mode(_ mode: String) -> Deed { with { $0.extensions.append(#""\#(CMI5IRI.launchMode)":"\#(mode)""#) } }
    func stored(at minute: Int) -> Deed { with { $0.storedMinute = minute } }
    func from(source: Int64) -> Deed { with { $0.source = source } }
    func by(_ actor: Int64) -> Deed { with { $0.actor = actor } }
    /// Defined by cmi5, in registration 1 unless another is named after it.
    var cmi5: Deed { with { $0.category = CMI5IRI.category }.in(1) }

    static func registration(_ number: Int) -> UUID { UUID(halves: (0x2222_2222_2222_4222, UInt64(number))) }
}

extension [Deed] {
    /// Folded as the store folds them.
    func facts(isToldKept: Bool = false) throws -> [(FactKey, Facts)] {
        var facts: [FactKey: Facts] = [:]
        for deed in self {
            guard let event = try deed.event() else { continue }
            let key = FactKey(
                actor: deed.actor,
                activity: Deed.activities[deed.activity] ?? 99,
                registration: deed.registration ?? UUID(halves: (0, 0)),
                source: deed.source,
                sessionClass: event.sessionClass,
                isDefinedByCMI5: event.isDefinedByCMI5
            )
            facts[key, default: Facts()].fold(event, isToldKept: isToldKept)
        }
        return facts.sorted { $0.key < $1.key }
    }
}
