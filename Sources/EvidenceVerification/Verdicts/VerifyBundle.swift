package import TransparencyLog
import XAPI
import ZipArchive

/// Checks a bundle: that every record in it is in the log, that the log is the one that the auditor knows, and that the rules
/// give each line of the answer from the records and nothing else. It believes nothing that the bundle says of itself.
package struct VerifyBundle {
    /// Those of the log; known from elsewhere than from the bundle.
    private let keys: [VerifierKey]
    /// A checkpoint that the auditor kept.
    private let held: SignedNote?
    /// Whose cosignatures of the kept checkpoint count.
    private let witnesses: [VerifierKey]

    package init(keys: [VerifierKey], held: SignedNote? = nil, witnesses: [VerifierKey] = []) {
        self.keys = keys
        self.held = held
        self.witnesses = witnesses
    }

    /// - Parameter tell: gets each line as it is found.
    /// - Returns: the worst of them.
    package func callAsFunction(_ path: String, tell: @escaping (EvidenceLine) -> Void) -> EvidenceTruth {
        var check = BundleCheck(keys: keys, held: held, witnesses: witnesses, tell: tell)
        do { try check.run(path) } catch let refusal as ZipRefusal {
            let reason = refusal.message
            check.say(
                .fails, "L’archive est illisible : \(reason.french)", "The archive cannot be read: \(reason.english)")
        } catch let stop as BundleStop {
            check.say(stop.truth, stop.text.french, stop.text.english)
        } catch {
            check.say(.fails, "Le fichier est illisible.", "The file cannot be read.")
        }
        return check.verdict
    }
}

/// A fault after which nothing more can be checked.
struct BundleStop: Error {
    let truth: EvidenceTruth
    let text: LocalizedText

    static func fails(_ french: String, _ english: String) -> BundleStop {
        BundleStop(truth: .fails, text: LocalizedText(french: french, english: english))
    }

    static func unknown(_ french: String, _ english: String) -> BundleStop {
        BundleStop(truth: .unknown, text: LocalizedText(french: french, english: english))
    }
}
