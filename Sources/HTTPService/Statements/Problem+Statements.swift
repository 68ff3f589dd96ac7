import Foundation
import XAPI

extension Problem {
    static func tooManyStatements(limit: Int) -> Problem {
        Problem(
            .tooLarge,
            french: "Plus de \(limit) statements en une requête.",
            english: "More than \(limit) statements in one request."
        )
    }

    static func conflict(_ id: UUID) -> Problem {
        let id = id.canonical
        return Problem(
            .conflict,
            french: "Le statement \(id) existe déjà avec un autre contenu ; rien n’a été enregistré.",
            english: "Statement \(id) is here already with other content; nothing was stored."
        )
    }

    static func repeated(_ id: UUID) -> Problem {
        let id = id.canonical
        return Problem(
            .invalidStatement,
            french: "Deux statements de la requête ont l’id \(id).",
            english: "Two statements of the request have the id \(id)."
        )
    }
}
