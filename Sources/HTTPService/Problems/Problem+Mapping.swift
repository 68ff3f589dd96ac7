import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import Persistence
import XAPI

/// The one place where an error becomes an answer.
extension Problem {
    package init(answering error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as InvalidStatement: self.init(error)
        case let error as JSONError: self.init(error)
        case let error as StoreError: self.init(error)
        case let error as FileFailure where error.isFull: self.init(StoreError.full)
        case is NIOTooManyBytesError:
            self.init(.tooLarge, french: "La requête est trop grande.", english: "The request is too large.")
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            self.init(refusedAs: error.status)
        default: self.init(.internalError, french: Self.ours.french, english: Self.ours.english)
        }
    }

    private static let ours = LocalizedText(
        french: "Le service a rencontré une erreur ; rien n’a été enregistré. L’exploitant la trouve dans son journal.",
        english: "The service met an error; nothing was stored. The operator finds it in the log."
    )

    init(_ error: InvalidStatement) {
        let type: ProblemType = error.code == .statementTooLarge ? .tooLarge : .invalidStatement
        self.init(type, french: error.message.french, english: error.message.english)
        members = [("rule", JSONText.string(error.code.rawValue))]
        pointer = error.pointer.description
        section = error.section
    }

    init(_ error: JSONError) {
        self.init(
            .invalidJSON,
            french: "Le corps n’est pas du JSON valide, à l’octet \(error.offset).",
            english: "The body is not valid JSON, at byte \(error.offset)."
        )
    }

    init(_ error: StoreError) {
        switch error {
        case .full:
            self.init(
                .storeFull,
                french: "Le disque du serveur est plein ; rien n’a été enregistré.",
                english: "The server's disk is full; nothing was stored."
            )
        case .busy, .unavailable, .serialization, .deadlock, .timeout:
            self.init(
                .storeUnavailable,
                french: "La base ne répond pas ; rien n’a été enregistré. Réessayez.",
                english: "The store does not answer; nothing was stored. Try again."
            )
            headers[.retryAfter] = "5"
        case .unrepresentableText:
            self.init(
                .invalidBody,
                french: "La requête contient le caractère U+0000, qui ne peut pas être enregistré ici.",
                english: "The request holds the character U+0000, which cannot be stored here."
            )
        default: self.init(.internalError, french: Self.ours.french, english: Self.ours.english)
        }
    }

    /// What Hummingbird itself refuses.
    private init(refusedAs status: HTTPResponse.Status) {
        switch status {
        case .contentTooLarge:
            self.init(.tooLarge, french: "La requête est trop grande.", english: "The request is too large.")
        case .notFound: self = .notFound
        default:
            self.init(
                .invalidBody,
                status: status,
                french: "La requête n’est pas lisible.",
                english: "The request cannot be read."
            )
        }
    }
}
