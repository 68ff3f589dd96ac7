import Completion
import EvidenceVerification
import LearningRecords
import XAPI

/// The words of a transcript, in plain French or English.
struct TranscriptWords {
    let language: Language

    private func text(_ french: String, _ english: String) -> String { language == .french ? french : english }

    var title: String { text("Relevé de formation", "Training record") }
    var matricule: String { text("Matricule", "Matricule") }
    var course: String { text("Formation", "Course") }
    var status: String { text("Où j’en suis", "Status") }
    var date: String { text("Terminée le", "Completed on") }
    var time: String { text("Temps passé", "Time spent") }
    var nothing: String { text("Aucune formation pour le moment.", "No training yet.") }
    var more: String {
        text(
            "La liste est longue : seules les premières lignes sont ici.",
            "The list is long: only its first lines are here.")
    }

    func name(of status: CompletionStatus) -> String { StatusWords.onOwnRecord(status).text(in: language) }

    func name(of attribute: AttributeName) -> String {
        switch attribute {
        case .employer: text("Employeur", "Employer")
        case .service: text("Service", "Service")
        case .metier: text("Métier", "Métier")
        case .category: text("Catégorie", "Category")
        case .contract: text("Contrat", "Contract")
        case .site: text("Site", "Site")
        case .situation: text("Situation", "Situation")
        }
    }

    func duration(_ microseconds: Int64) -> String { PlainDuration.text(of: microseconds) }

    func total(_ time: TimeTotals) -> String {
        text(
            "Temps de formation compté : \(duration(time.counted)) ; déclaré par les formations : \(duration(time.declared)).",
            "Training time counted: \(duration(time.counted)); declared by the courses: \(duration(time.declared))."
        )
    }

    func footer(_ date: String) -> String {
        text(
            "Relevé établi le \(date). Une question, une erreur ? Parlez-en à votre service de formation.",
            "Record of \(date). A question, an error? Talk to your training department."
        )
    }
}
