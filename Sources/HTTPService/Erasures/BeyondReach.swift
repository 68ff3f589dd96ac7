package import XAPI

/// Where somebody who was erased may still stand, and no program of this machine can look; `docs/erasure.md` says what to do
/// about each.
package enum BeyondReach: String, CaseIterable, Sendable {
    case bundles, backups, webhooks, exports, texts

    package var sentence: LocalizedText {
        switch self {
        case .bundles:
            LocalizedText(
                french: "Les archives de preuves déjà remises.",
                english: "Bundles of evidence that were handed out."
            )
        case .backups:
            LocalizedText(
                french: "Les sauvegardes, l’archive WAL et les réplicas de la base.",
                english: "Backups, WAL archives, and replicas’ backups."
            )
        case .webhooks:
            LocalizedText(
                french: "Les destinataires des webhooks et les lecteurs du flux.",
                english: "Receivers of webhooks, and readers of the feed."
            )
        case .exports:
            LocalizedText(
                french: "Les tableaux exportés, et les systèmes d’où viennent les données : ils peuvent les renvoyer.",
                english: "Exported tables, and the systems that the data came from: they may send it again."
            )
        case .texts:
            LocalizedText(
                french: "Les textes libres écrits sur d’autres : motifs de décisions, formateurs d’une session.",
                english: "Free texts about others: reasons of decisions, trainers of a session."
            )
        }
    }
}
