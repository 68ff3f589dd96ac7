import Foundation
import LearningRecords
import XAPI

extension Problem {
    /// Why a change of a person was refused; nothing was stored.
    init(_ refusal: PeopleRefusal) {
        switch refusal {
        case .unknownPerson: self = .notFound
        case .nameMissing:
            self = .invalid("/family_name", french: "Il faut un nom.", english: "A name is needed.")
        case .endsBeforeItBegins(let name):
            self = .invalid(
                "/attributes",
                french: "« \(name.rawValue) » finit avant de commencer.",
                english: "“\(name.rawValue)” ends before it begins."
            )
        case .samePerson:
            self = .invalid("/person", french: "C’est la même personne.", english: "It is the same person.")
        case .identifierIsNotTheirs:
            self.init(
                .notFound,
                french: "Cette personne n’a pas cet identifiant.",
                english: "This person does not have this identifier."
            )
        default:
            let detail = Self.conflict(of: refusal)
            self.init(.conflict, french: detail.french, english: detail.english)
        }
    }

    private static func conflict(of refusal: PeopleRefusal) -> LocalizedText {
        switch refusal {
        case .isMerged(let id):
            LocalizedText(
                french: "Cette personne a été fusionnée avec \(id.canonical).",
                english: "This person was merged into \(id.canonical)."
            )
        case .matriculeTaken(let id):
            LocalizedText(
                french: "Ce matricule est celui de la personne \(id.canonical).",
                english: "This matricule is that of person \(id.canonical)."
            )
        case .identifierTaken(let id):
            LocalizedText(
                french: "Cet identifiant est à la personne \(id.canonical) ; détachez-le d’abord, ou fusionnez.",
                english: "This identifier belongs to person \(id.canonical); detach it first, or merge."
            )
        case .identifierIsShared:
            LocalizedText(
                french: "Cet identifiant est partagé et ne compte pour personne.",
                english: "This identifier is shared and counts for nobody."
            )
        case .tooManyIdentifiers:
            LocalizedText(
                french: "Plus de \(Person.mostIdentifiers) identifiants pour une personne.",
                english: "More than \(Person.mostIdentifiers) identifiers for one person."
            )
        case .notMerged:
            LocalizedText(
                french: "L’autre personne n’a pas été fusionnée avec celle-ci.",
                english: "The other person was not merged into this one."
            )
        default:
            LocalizedText(
                french: "Plusieurs personnes sans matricule s’appellent ainsi.",
                english: "Several people without matricule are called so."
            )
        }
    }
}
