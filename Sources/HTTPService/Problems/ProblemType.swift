import HTTPTypes
package import XAPI

/// The kinds of refusal that clients may rely on: the last part of a Problem's `type`. `docs/problems.md` explains each.
package enum ProblemType: String, CaseIterable, Sendable {
    case invalidParameter = "invalid-parameter"
    case unknownParameter = "unknown-parameter"
    case invalidJSON = "invalid-json"
    case invalidStatement = "invalid-statement"
    case invalidBody = "invalid-body"
    case invalidAttachments = "invalid-attachments"
    case unsupportedVersion = "unsupported-version"
    case unauthenticated = "unauthenticated"
    case forbidden = "forbidden"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case timeout = "timeout"
    case conflict = "conflict"
    case preconditionMissing = "precondition-missing"
    case preconditionFailed = "precondition-failed"
    case tooLarge = "too-large"
    case unsupportedContentType = "unsupported-content-type"
    case unreadableArchive = "unreadable-archive"
    case archiveTooLarge = "archive-too-large"
    case unsafePath = "unsafe-path"
    case noManifest = "no-manifest"
    case manifestTooLarge = "manifest-too-large"
    case invalidManifest = "invalid-manifest"
    case invalidCourseStructure = "invalid-course-structure"
    case tooManyUploads = "too-many-uploads"
    case tooManyCodes = "too-many-codes"
    case tooManyPrints = "too-many-prints"
    case tooLongToPrint = "too-long-to-print"
    case notCompleted = "not-completed"
    case logHalted = "log-halted"
    case notYetProven = "not-yet-proven"
    case storeUnavailable = "store-unavailable"
    case storeFull = "store-full"
    case internalError = "internal-error"
}

extension ProblemType {
    /// The answer's status, unless the place where it is thrown knows better.
    var status: HTTPResponse.Status {
        switch self {
        case .invalidParameter, .unknownParameter, .invalidJSON, .invalidStatement, .invalidBody, .invalidAttachments,
            .unsupportedVersion, .preconditionMissing:
            .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound, .notYetProven: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .timeout: .requestTimeout
        case .conflict, .tooLongToPrint, .notCompleted: .conflict
        case .preconditionFailed: .preconditionFailed
        case .tooLarge: .contentTooLarge
        case .unsupportedContentType: .unsupportedMediaType
        case .unreadableArchive, .archiveTooLarge, .unsafePath, .noManifest, .manifestTooLarge, .invalidManifest,
            .invalidCourseStructure:
            .unprocessableContent
        case .tooManyCodes: .tooManyRequests
        case .tooManyUploads, .tooManyPrints, .storeUnavailable, .logHalted: .serviceUnavailable
        case .storeFull: .init(code: 507, reasonPhrase: "Insufficient Storage")
        case .internalError: .internalServerError
        }
    }

    /// Whether the service answers so by its own rules, though the status is one of a server's error: that it is busy, or that
    /// its log is halted, which it said when that began. A line for each request would drown what else is said.
    var isExpected: Bool { [.tooManyUploads, .tooManyPrints, .logHalted].contains(self) }

    /// The same words for every Problem of this type (RFC 9457 section 3.1.3).
    package var title: LocalizedText {
        switch self {
        case .invalidParameter: LocalizedText(french: "Paramètre invalide", english: "Invalid parameter")
        case .unknownParameter: LocalizedText(french: "Paramètre inconnu", english: "Unknown parameter")
        case .invalidJSON: LocalizedText(french: "JSON illisible", english: "Unreadable JSON")
        case .invalidStatement: LocalizedText(french: "Statement non conforme", english: "Statement does not conform")
        case .invalidBody: LocalizedText(french: "Corps de requête invalide", english: "Invalid request body")
        case .invalidAttachments:
            LocalizedText(french: "Pièces jointes non conformes", english: "Attachments do not conform")
        case .unsupportedVersion:
            LocalizedText(french: "Version d’xAPI non prise en charge", english: "Unsupported xAPI version")
        case .unauthenticated: LocalizedText(french: "Identification nécessaire", english: "Authentication needed")
        case .forbidden: LocalizedText(french: "Droit insuffisant", english: "Not allowed")
        case .notFound: LocalizedText(french: "Introuvable", english: "Not found")
        case .methodNotAllowed: LocalizedText(french: "Méthode non permise", english: "Method not allowed")
        case .timeout: LocalizedText(french: "Requête trop lente", english: "Request too slow")
        case .conflict: LocalizedText(french: "Conflit", english: "Conflict")
        case .preconditionMissing: LocalizedText(french: "Condition manquante", english: "Precondition missing")
        case .preconditionFailed: LocalizedText(french: "Condition non remplie", english: "Precondition failed")
        case .tooLarge: LocalizedText(french: "Requête trop grande", english: "Request too large")
        default: packageTitle
        }
    }

    private var packageTitle: LocalizedText {
        switch self {
        case .unsupportedContentType:
            LocalizedText(french: "Type de contenu non pris en charge", english: "Unsupported content type")
        case .unreadableArchive: LocalizedText(french: "Archive illisible", english: "Unreadable archive")
        case .archiveTooLarge: LocalizedText(french: "Archive trop grande", english: "Archive too large")
        case .unsafePath: LocalizedText(french: "Chemin dangereux", english: "Unsafe path")
        case .noManifest: LocalizedText(french: "Aucun manifeste", english: "No manifest")
        case .manifestTooLarge: LocalizedText(french: "Manifeste trop grand", english: "Manifest too large")
        case .invalidManifest: LocalizedText(french: "Manifeste illisible", english: "Unreadable manifest")
        case .invalidCourseStructure:
            LocalizedText(french: "Structure de cours invalide", english: "Invalid course structure")
        case .tooManyUploads: LocalizedText(french: "Trop d’envois à la fois", english: "Too many uploads at once")
        case .tooManyCodes: LocalizedText(french: "Trop de codes faux", english: "Too many wrong codes")
        case .tooManyPrints: LocalizedText(french: "Trop d’impressions à la fois", english: "Too much is being printed")
        case .tooLongToPrint: LocalizedText(french: "Trop long à imprimer", english: "Too long to print")
        case .notCompleted: LocalizedText(french: "Formation non terminée", english: "Course not completed")
        case .logHalted: LocalizedText(french: "Journal arrêté", english: "Log halted")
        case .notYetProven: LocalizedText(french: "Pas encore prouvable", english: "Not yet proven")
        case .storeUnavailable: LocalizedText(french: "Base indisponible", english: "Store unavailable")
        case .storeFull: LocalizedText(french: "Disque plein", english: "Disk full")
        default: LocalizedText(french: "Erreur interne", english: "Internal error")
        }
    }
}
