import HTTPTypes
import LearningRecords
import XAPI

extension Problem {
    init(_ halt: LogHalt) {
        let cause = halt.sentence
        self.init(
            .logHalted, french: "Aucun point de contrôle n’est signé : \(cause.french).",
            english: "No checkpoint is signed: \(cause.english)."
        )
        headers[.retryAfter] = halt == .unchecked ? "1" : "60"
    }
}
