import Completion
import PlainPages

/// The words of a certificate; the French ones are those of the model that the ministry of labour published.
struct CertificateWords {
    let language: PlainPage.Language

    private func text(_ french: String, _ english: String) -> String { language == .french ? french : english }

    var title: String { text("Certificat de réalisation", "Certificate of training") }
    var subtitle: String {
        text(
            "Article R. 6332-26 du code du travail. Vaut certificat une fois signé.",
            "“Certificat de réalisation”, article R. 6332-26 of the French labour code. A certificate once it is signed."
        )
    }
    var toFill: String { text("à compléter : ____________________", "to be filled in: ____________________") }

    func attests(_ organisation: String?) -> String {
        text(
            "Pour \(organisation ?? "l’organisme ____________________"), le signataire atteste que",
            "For \(organisation ?? "the organisation ____________________"), who signs below attests that")
    }

    var learner: String { text("Personne", "Person") }
    var matricule: String { text("matricule", "matricule") }
    var employer: String { text("Employeur", "Employer") }
    var followed: String { text("a suivi l’action suivante :", "followed this training:") }
    var training: String { text("Intitulé", "Title") }
    var nature: String { text("Nature de l’action", "Nature") }
    var action: String { text("action de formation", "training action (“action de formation”)") }
    var mode: String { text("Modalité", "Mode") }
    var inRoom: String { text("en présentiel", "in a room") }
    var remote: String { text("à distance", "at a distance") }
    var inRoomAndRemote: String { text("en présentiel et à distance", "in a room and at a distance") }
    var dates: String { text("Dates", "Dates") }
    var duration: String { text("Durée retenue", "Time retained") }
    var basis: String { text("Sur quoi cela repose", "What this rests on") }
    var noDuration: String {
        text("Aucun enregistrement n’établit de durée.", "No record says how long it took.")
    }
    var keeping: String {
        text(
            "Sans préjudice des délais imposés par les règles fiscales, comptables ou commerciales, le signataire s’engage à conserver"
                + " l’ensemble des pièces justificatives qui ont permis d’établir ce certificat pendant trois ans à compter de la fin de"
                + " l’année du dernier paiement.",
            "Without prejudice to the terms of tax, accounting or commercial rules, who signs keeps all documents that this"
                + " certificate was made out from for three years from the end of the year of the last payment.")
    }
    var signature: String { text("Signature", "Signature") }
    var placeAndDay: String { text("Fait à, le", "Place and day") }
    var signer: String { text("Nom, qualité, cachet et signature", "Name, office, stamp and signature") }

    func madeOut(_ day: String) -> String {
        text(
            "Établi par le service Relevé d’après ses enregistrements, état au \(day).",
            "Made out by Relevé from its records, as of \(day).")
    }

    func span(from start: Int64, to end: Int64) -> String {
        let (first, last) = (date(start), date(end))
        guard first != last else { return text("le \(first)", "on \(first)") }
        return text("du \(first) au \(last)", "from \(first) to \(last)")
    }

    func attended(_ length: Int64, halfDays: Int) -> String {
        let time = PlainDuration.text(of: length)
        let (french, english) = halfDays > 1 ? ("demi-journées", "half-days") : ("demi-journée", "half-day")
        return text(
            "\(time) en présentiel : \(halfDays) \(french) de présence relevée sur feuille d’émargement",
            "\(time) in a room: presence recorded on an attendance sheet at \(halfDays) \(english)")
    }

    func counted(_ counted: Int64, declared: Int64) -> String {
        let (counted, declared) = (PlainDuration.text(of: counted), PlainDuration.text(of: declared))
        return text(
            "\(counted) à distance : chaque instant des séances compté une fois (déclaré par les séances : \(declared))",
            "\(counted) at a distance: each instant of the sessions counted once (declared by the sessions: \(declared))"
        )
    }

    func date(_ microseconds: Int64) -> String {
        let date = PlainDate(inParis: microseconds)
        return language == .french ? date.french : date.english
    }
}
