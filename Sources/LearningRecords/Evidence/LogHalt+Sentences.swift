package import XAPI

extension LogHalt {
    /// Why nothing is signed, for people; without a capital letter and a full stop.
    package var sentence: LocalizedText {
        switch self {
        case .unchecked:
            LocalizedText(
                french: "le service démarre et n’a pas encore comparé son journal",
                english: "the service is starting, and has not compared its log yet"
            )
        case .keyLost:
            LocalizedText(french: "la clé du journal a disparu", english: "the key of the log is gone")
        case .otherKey:
            LocalizedText(
                french: "le dernier point de contrôle a été signé par une autre clé",
                english: "the last checkpoint was signed by another key"
            )
        case .otherLog:
            LocalizedText(
                french: "le dernier point de contrôle est celui d’un journal d’un autre nom",
                english: "the last checkpoint is that of a log of another name"
            )
        case .smallerTree:
            LocalizedText(
                french: "le journal est plus court que le dernier point de contrôle : une sauvegarde a été restaurée",
                english: "the log is shorter than the last checkpoint: a backup was restored"
            )
        case .otherTree:
            LocalizedText(
                french: "le journal ne commence pas par ce que dit le dernier point de contrôle : il a été modifié",
                english: "the log does not begin with what the last checkpoint says: it was changed"
            )
        case .unreadableJournal:
            LocalizedText(
                french: "la dernière ligne du fichier des points de contrôle est illisible",
                english: "the last line of the file of checkpoints cannot be read"
            )
        }
    }
}
