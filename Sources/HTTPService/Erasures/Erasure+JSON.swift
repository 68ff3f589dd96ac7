import ExactJSON
import LearningRecords
import XAPI

extension JSONValue {
    /// `person` or `actor`.
    func erasedLearner() throws -> ErasePerson.Learner {
        switch (try optionalID("person"), self[key: "actor"]) {
        case (let id?, nil): return .person(id)
        case (nil, let actor?): return .actor(try actor.identifier(at: JSONPointer().appending("actor")))
        default:
            throw Problem.invalid(
                "/person", french: "« person » ou « actor », l’un des deux.",
                english: "“person” or “actor”, one of the two."
            )
        }
    }
}

extension Result<ErasePerson.Report, ErasureRefusal> {
    func orProblem() throws -> ErasePerson.Report {
        switch self {
        case .success(let report): report
        case .failure(let refusal): throw Problem(refusal)
        }
    }
}

extension ErasePerson.Report {
    func json(in language: Language) -> JSONObject {
        var object = JSONObject()
        object.set("erasure", erasure?.canonical)
        object.set("dry_run", json: erasure == nil ? JSONLiteral.true : JSONLiteral.false)
        object.set("at", Instant(microseconds: at).rfc3339)
        object.set("counts", json: counts.json)
        object.set("purged", json: isPurged ? JSONLiteral.true : JSONLiteral.false)
        object.set("residue", json: JSONLiteral.array(residue.map { $0.json.json }))
        object.set(
            "beyond_reach",
            json: JSONLiteral.array(BeyondReach.allCases.map { JSONText.string($0.sentence.text(in: language)) })
        )
        return object
    }
}

extension ErasureResidue {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.set("file", file)
        object.set("found", kind.rawValue)
        object.set("times", times)
        return object
    }
}

extension Tombstone {
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", id.canonical)
        object.set("at", Instant(microseconds: at).rfc3339)
        object.set("key", key)
        object.set("reason", reason)
        object.set("requested_by", requestedBy)
        object.set("counts", json: counts)
        object.set("again", again?.canonical)
        object.set("leaf", json: leaf.map { Array(String($0).utf8) } ?? JSONLiteral.null)
        return object
    }
}

extension ErasureHold {
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", id.canonical)
        object.set("person", person.canonical)
        object.set("reason", reason)
        object.set("until", until?.text)
        object.set("key", key)
        object.set("at", Instant(microseconds: at).rfc3339)
        return object
    }
}

extension Problem {
    /// Why nobody was erased; nothing was changed.
    fileprivate init(_ refusal: ErasureRefusal) {
        switch refusal {
        case .unknownPerson: self = .notFound
        case .isMerged(let id):
            self.init(
                .conflict, french: "Cette personne a été fusionnée avec \(id.canonical).",
                english: "This person was merged into \(id.canonical)."
            )
        case .held(let id):
            self.init(
                .conflict, french: "La conservation \(id.canonical) empêche d’effacer cette personne.",
                english: "Hold \(id.canonical) keeps this person from being erased."
            )
        case .reasonNames: self = Self.naming("/reason")
        case .requesterNames: self = Self.naming("/requested_by")
        }
    }

    private static func naming(_ pointer: String) -> Problem {
        .invalid(
            pointer,
            french: "Ce texte nomme la personne et resterait après elle ; donnez un numéro de dossier.",
            english: "This text names the person and would outlast them; give the number of a file."
        )
    }
}
