package import HTTPTypes
package import XAPI

/// A refusal as the client sees it (RFC 9457). Thrown by routes; turned into an answer by `ProblemMiddleware` alone.
package struct Problem: Error, Sendable {
    package let type: ProblemType
    package let status: HTTPResponse.Status
    /// A sentence that a person can act on; never SQL, file paths or inner errors.
    package let detail: LocalizedText
    /// Where in the body (RFC 6901), where there is one.
    package var pointer: String?
    /// What the standard says about it: "Data 2.4.5.1".
    package var section: String?
    /// Further members, as JSON: the findings of a refused import.
    package var members: [(key: String, json: [UInt8])] = []
    package var headers: HTTPFields = [:]

    /// - Parameter status: where it differs from the type's own.
    package init(_ type: ProblemType, status: HTTPResponse.Status? = nil, french: String, english: String) {
        self.type = type
        self.status = status ?? type.status
        detail = LocalizedText(french: french, english: english)
    }
}

extension Problem {
    static func invalidParameter(_ name: String, french: String, english: String) -> Problem {
        Problem(.invalidParameter, french: "« \(name) » : \(french)", english: "“\(name)”: \(english)")
    }

    /// - Parameter pointer: into the body (RFC 6901).
    static func invalid(_ pointer: String, french: String, english: String) -> Problem {
        var problem = Problem(.invalidBody, french: french, english: english)
        problem.pointer = pointer
        return problem
    }

    static var notFound: Problem {
        Problem(.notFound, french: "Il n’y a rien à cette adresse.", english: "There is nothing at this address.")
    }

    static func notAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        var problem = Problem(
            .methodNotAllowed,
            french: "Cette adresse accepte : \(list).",
            english: "This address takes: \(list)."
        )
        problem.headers[.allow] = list
        return problem
    }

    static func tooLarge(limit: Int) -> Problem {
        Problem(
            .tooLarge,
            french: "La requête dépasse \(limit) octets.",
            english: "The request is over \(limit) bytes."
        )
    }
}
