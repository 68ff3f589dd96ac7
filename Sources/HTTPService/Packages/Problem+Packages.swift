import ExactJSON
package import LearningRecords
import SCORM
import XAPI
import ZipArchive

extension Problem {
    /// Why a package was refused; the findings of a refused cmi5 course come along.
    package init(_ refusal: ImportPackage.Refusal, in language: Language) {
        switch refusal {
        case .archive(let refusal): self.init(refusal)
        case .manifest(let refusal): self.init(refusal, in: language)
        }
    }

    private init(_ refusal: ManifestRefusal, in language: Language) {
        let type = ProblemType(rawValue: refusal.code) ?? .invalidManifest
        self.init(type, french: refusal.message.french, english: refusal.message.english)
        guard !refusal.findings.isEmpty else { return }
        members = [("findings", JSONLiteral.array(refusal.findings.map { $0.json(in: language) }))]
    }

    private init(_ refusal: ZipRefusal) {
        let type = ProblemType(rawValue: refusal.code) ?? .unreadableArchive
        self.init(type, french: refusal.message.french, english: refusal.message.english)
    }
}

extension Finding {
    fileprivate func json(in language: Language) -> [UInt8] {
        var object = JSONObject()
        object.set("code", code.rawValue)
        object.set("severity", severity.rawValue)
        object.set("message", message.text(in: language))
        object.set("file", file)
        object.set("line", json: line.map { Array(String($0).utf8) } ?? JSONLiteral.null)
        return object.json
    }
}
