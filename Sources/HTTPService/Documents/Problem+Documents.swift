import LearningRecords

extension Problem {
    init(_ refusal: DocumentRefusal) {
        switch refusal {
        case .preconditionFailed: self = .preconditionFailed
        case .unguarded: self = .unguarded
        case .preconditionMissing: self = .preconditionMissing
        case .notMergeable: self = .notMergeable
        case .tooLarge(let limit): self = .tooLarge(limit: limit)
        }
    }

    static var preconditionFailed: Problem {
        citing(
            "3.1",
            Problem(
                .preconditionFailed,
                french: "Le document n’est pas celui que If-Match ou If-None-Match suppose ; rien n’a changé. "
                    + "Relisez-le, puis réessayez avec son ETag.",
                english: "The document is not the one that If-Match or If-None-Match expects; nothing was changed. "
                    + "Read it again, then try with its ETag."
            )
        )
    }

    private static var unguarded: Problem {
        citing(
            "3.1",
            Problem(
                .conflict,
                french: "Un document existe déjà ici ; rien n’a changé. Vérifiez l’état actuel de la ressource (GET), "
                    + "puis envoyez l’en-tête If-Match avec son ETag actuel.",
                english: "A document is here already; nothing was changed. Check the current state of the resource "
                    + "(GET), then set the If-Match header with its current ETag to resolve the conflict."
            )
        )
    }

    private static var preconditionMissing: Problem {
        citing(
            "3.1",
            Problem(
                .preconditionMissing,
                french: "Un PUT de profil demande If-Match (avec l’ETag lu) ou If-None-Match: *.",
                english: "A PUT of a profile needs If-Match (with the ETag that was read) or If-None-Match: *."
            )
        )
    }

    static var notMergeable: Problem {
        citing(
            "2.2",
            Problem(
                .invalidBody,
                french: "POST fusionne deux objets JSON de type application/json ; l’un des deux n’en est pas un. "
                    + "Rien n’a changé. PUT remplace le document entier.",
                english: "POST merges two JSON objects of type application/json; one of the two is none. "
                    + "Nothing was changed. PUT replaces the whole document."
            )
        )
    }

    /// Kept as it is, it would be given back without the coding that reads it.
    static var encodedContent: Problem {
        Problem(
            .invalidBody,
            french: "Content-Encoding n’est pas pris en charge : envoyez le document sans codage.",
            english: "Content-Encoding is not supported: send the document without a coding."
        )
    }

    static func sinceWithID(_ id: String) -> Problem {
        invalidParameter(
            "since",
            french: "ne va pas avec \(id) : il filtre la liste des identifiants.",
            english: "does not go with \(id): it filters the list of ids."
        )
    }

    private static func citing(_ section: String, _ problem: Problem) -> Problem {
        var problem = problem
        problem.section = "xAPI 1.0.3 Communication \(section)"
        return problem
    }
}
