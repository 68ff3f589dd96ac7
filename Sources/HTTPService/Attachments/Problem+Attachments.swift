import HTTPTypes

extension Problem {
    /// A request whose parts or attachments are not as xAPI 1.0.3 Communication 1.5.2 wants them; 2.0 asks the same.
    private static func attachments(
        _ type: ProblemType = .invalidAttachments, at pointer: String? = nil, french: String, english: String
    ) -> Problem {
        var problem = Problem(type, french: french, english: english)
        problem.section = "xAPI 1.0.3 Communication 1.5.2"
        problem.pointer = pointer
        return problem
    }

    static var noBoundary: Problem {
        attachments(
            .invalidBody,
            french: "La limite (boundary) manque dans le type de contenu, ou n’est pas valide.",
            english: "The boundary is missing from the content type, or is not valid."
        )
    }

    init(_ fault: MultipartReader.Fault) {
        self =
            switch fault {
            case .brokenBoundary:
                .attachments(
                    .invalidBody,
                    french: "Une ligne commence par la limite (boundary) et continue autrement.",
                    english: "A line begins with the boundary and goes on differently."
                )
            case .brokenHeaders:
                .attachments(
                    .invalidBody,
                    french: "Les en-têtes d’une partie ne sont pas lisibles, ou l’un d’eux y est deux fois.",
                    english: "The headers of a part cannot be read, or one stands there twice."
                )
            case .headersTooLong:
                .attachments(
                    .invalidBody,
                    french: "Les en-têtes d’une partie dépassent \(MultipartReader.headerLimit) octets.",
                    english: "The headers of a part are over \(MultipartReader.headerLimit) bytes."
                )
            case .tooManyParts(let limit):
                .attachments(
                    .tooLarge,
                    french: "Plus de \(limit) parties en une requête.",
                    english: "More than \(limit) parts in one request."
                )
            case .incomplete:
                .attachments(
                    .invalidBody,
                    french: "Le corps s’arrête avant la limite (boundary) finale.",
                    english: "The body ends before its last boundary."
                )
            }
    }

    static var firstPartNotJSON: Problem {
        attachments(
            .invalidBody,
            french: "La première partie doit contenir les statements, de type application/json.",
            english: "The first part must hold the statements, of type application/json."
        )
    }

    static var tooManyAttachments: Problem {
        var problem = Problem(
            .tooManyUploads,
            french: "Trop de pièces jointes arrivent en ce moment. Réessayez.",
            english: "Too many attachments arrive right now. Try again."
        )
        problem.headers[.retryAfter] = "30"
        return problem
    }

    static func encodedPart(_ number: Int) -> Problem {
        attachments(
            french: "Le Content-Transfer-Encoding de la partie \(number) doit être binary.",
            english: "The Content-Transfer-Encoding of part \(number) must be binary."
        )
    }

    static func partWithoutHash(_ number: Int) -> Problem {
        attachments(
            french: "La partie \(number) n’a pas d’en-tête X-Experience-API-Hash.",
            english: "Part \(number) has no header X-Experience-API-Hash."
        )
    }

    static func strayPart(_ number: Int) -> Problem {
        attachments(
            french:
                "Le X-Experience-API-Hash de la partie \(number) n’est le sha2 d’aucune pièce jointe des statements.",
            english: "The X-Experience-API-Hash of part \(number) is the sha2 of no attachment of the statements."
        )
    }

    static func wrongHash(_ number: Int) -> Problem {
        attachments(
            french: "Les octets de la partie \(number) n’ont pas l’empreinte que donne X-Experience-API-Hash.",
            english: "The bytes of part \(number) do not have the hash that X-Experience-API-Hash gives."
        )
    }

    static func differentHeader(_ name: String, _ number: Int, at pointer: String) -> Problem {
        attachments(
            at: pointer,
            french: "L’en-tête \(name) de la partie \(number) diffère de ce que le statement déclare.",
            english: "The header \(name) of part \(number) differs from what the statement declares."
        )
    }

    static func missingOctets(at pointer: String) -> Problem {
        attachments(
            at: pointer,
            french: "La pièce jointe n’a pas de fileUrl, et aucune partie de la requête n’a son sha2 : "
                + "envoyez-la en multipart/mixed, ou donnez fileUrl.",
            english: "The attachment has no fileUrl, and no part of the request has its sha2: "
                + "send it as multipart/mixed, or give fileUrl."
        )
    }
}
