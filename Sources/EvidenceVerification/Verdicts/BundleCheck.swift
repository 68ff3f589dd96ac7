import TransparencyLog
import XAPI
import ZipArchive

/// One bundle being checked.
struct BundleCheck {
    let keys: [VerifierKey]
    let held: SignedNote?
    let witnesses: [VerifierKey]
    let tell: (EvidenceLine) -> Void
    private(set) var verdict = EvidenceTruth.holds
    /// Of the records.
    private(set) var leaves: Set<UInt64> = []

    mutating func say(_ truth: EvidenceTruth, _ french: String, _ english: String) {
        verdict = max(verdict, truth)
        tell(EvidenceLine(truth, french, english))
    }

    mutating func run(_ path: String) throws {
        let file = try BundleFile(path)
        let head = try file.head()
        let checkpoint = try checkLog(head)
        let (book, claims) = try checkRecords(of: file, under: checkpoint)
        if let claims = try checkAnswer(of: file, head, claims: claims, from: book) {
            let found = try CompletenessCheck(head, book: book, claims: claims, leaves: leaves).run(file)
            say(found.truth, found.french, found.english)
        }
        try file.checkForm(head)
        say(.holds, "L’archive ne contient rien d’autre.", "The archive holds nothing else.")
    }

    // MARK: The log

    private mutating func checkLog(_ head: BundleHead) throws -> Checkpoint {
        guard let checkpoint = try? Checkpoint(reading: head.note.text) else {
            throw BundleStop.fails("Le point de contrôle est illisible.", "The checkpoint cannot be read.")
        }
        let name = checkpoint.origin
        if let origin = keys.first?.name {
            let verifier = LogVerifier(origin: origin, keys: keys)
            guard (try? verifier.checkpoint(in: head.note)) != nil else {
                throw BundleStop.fails(
                    "Le point de contrôle du journal \(name) n’est pas signé par la clé donnée.",
                    "The checkpoint of the log \(name) is not signed by the key given."
                )
            }
            say(
                .holds, "Le journal \(name) a signé sa taille \(checkpoint.size) et sa racine.",
                "The log \(name) signed its size \(checkpoint.size) and its root."
            )
        } else {
            say(
                .unknown, "Aucune clé donnée (--key) : qui a signé le point de contrôle n’est pas vérifié.",
                "No key given (--key): who signed the checkpoint was not checked."
            )
        }
        if let growth = head.growth { try check(growth, head, checkpoint) }
        if let held { compare(held, with: checkpoint, since: head.growth) }
        for witness in witnesses { check(witness, of: held ?? head.note) }
        return checkpoint
    }

    /// The proof has to hold, whether anybody holds the older checkpoint or not.
    private func check(_ growth: BundleHead.Growth, _ head: BundleHead, _ new: Checkpoint) throws {
        do {
            guard growth.proof.note == head.note else { throw LogFault.malformedProof }
            try growth.proof.proof.verify(oldRoot: growth.oldRoot, size: new.size, root: new.root)
        } catch {
            throw BundleStop.fails("La preuve de croissance est fausse.", "The proof of growth is false.")
        }
    }

    private mutating func compare(_ held: SignedNote, with new: Checkpoint, since growth: BundleHead.Growth?) {
        guard let old = try? Checkpoint(reading: held.text) else {
            return say(.unknown, "Le point de contrôle conservé est illisible.", "The checkpoint kept cannot be read.")
        }
        guard old.origin == new.origin else {
            return say(
                .fails, "Le point de contrôle conservé est celui d’un autre journal, \(old.origin).",
                "The checkpoint kept is that of another log, \(old.origin)."
            )
        }
        let shown = old.size == new.size ? new.root : growth.flatMap { $0.oldSize == old.size ? $0.oldRoot : nil }
        guard let shown else {
            return say(
                .unknown,
                "L’archive ne montre pas le journal depuis la taille \(old.size) du point de contrôle conservé.",
                "The archive does not show the log since size \(old.size) of the checkpoint kept."
            )
        }
        guard shown == old.root else {
            return say(
                .fails, "Le journal a été modifié depuis sa taille \(old.size).",
                "The log was changed since its size \(old.size)."
            )
        }
        say(
            .holds, "Le journal n’a fait que croître depuis sa taille \(old.size).",
            "The log has only grown since its size \(old.size)."
        )
    }

    /// Whether a witness saw the checkpoint that was kept, else that of the bundle.
    private mutating func check(_ witness: VerifierKey, of note: SignedNote) {
        let name = witness.name
        guard let seen = try? note.signatures(of: [witness]).first, let time = seen.time,
            let microseconds = Int64(exactly: time).map({ $0.multipliedReportingOverflow(by: 1_000_000) }),
            !microseconds.overflow
        else {
            return say(
                .unknown, "Le témoin \(name) n’a pas signé le point de contrôle.",
                "The witness \(name) did not sign the checkpoint."
            )
        }
        let day = Instant(microseconds: microseconds.partialValue).rfc3339
        say(
            .holds, "Le témoin \(name) a vu le point de contrôle le \(day).",
            "The witness \(name) saw the checkpoint on \(day)."
        )
    }

    // MARK: The records

    private mutating func checkRecords(
        of file: BundleFile, under checkpoint: Checkpoint
    ) throws -> (EvidenceBook, [EvidenceSubject]) {
        var book = EvidenceBook()
        var leaves: [(index: UInt64, hash: TreeHash)] = []
        var unread = 0
        for start in stride(from: 0, to: file.recordFiles, by: CheckedRecord.filesAtOnce) {
            let end = min(start + CheckedRecord.filesAtOnce, file.recordFiles)
            for record in try CheckedRecord.all(in: try (start..<end).map(file.records)) {
                if !book.add(record.record, leaf: record.leaf) { unread += 1 }
                leaves.append((record.leaf, record.hash))
            }
        }
        do {
            let proof = try JointProof(reading: try file.content(BundlePath.proof))
            try proof.verify(leaves: leaves, inSize: checkpoint.size, root: checkpoint.root)
        } catch is LogFault {
            throw BundleStop.fails(
                "Un enregistrement au moins n’est pas dans le journal tel que joint.",
                "At least one record is not in the log as it is shown."
            )
        }
        self.leaves = Set(leaves.map(\.index))
        say(
            .holds, "\(leaves.count) enregistrements sont dans le journal.", "\(leaves.count) records are in the log.")
        if unread > 0 {
            say(
                .unknown, "\(unread) enregistrements sont masqués ou d’une forme inconnue : ils ne comptent pas.",
                "\(unread) records are hidden, or of an unknown form: they do not count."
            )
        }
        return (book, try EvidenceSubject.all(in: try file.content(BundlePath.claims)))
    }

    // MARK: The answer

    /// - Returns: the claims; nil where one is refused.
    private mutating func checkAnswer(
        of file: BundleFile, _ head: BundleHead, claims subjects: [EvidenceSubject], from book: EvidenceBook
    ) throws -> [EvidenceClaim]? {
        var claims: [EvidenceClaim] = []
        let computed = subjects.mapSideBySide { subject -> EvidenceClaim? in
            let claim = book.claim(of: subject.learner, in: subject.course, asOf: head.asOf)
            return claim.flatMap { $0.json == subject.json && head.question.isAnswered(by: $0) ? $0 : nil }
        }
        for (subject, claim) in zip(subjects, computed) {
            guard let claim else {
                say(
                    .fails, "Ligne refusée : les enregistrements ne donnent pas cette réponse (\(subject.name)).",
                    "Line refused: the records do not give this answer (\(subject.name))."
                )
                continue
            }
            claims.append(claim)
            say(.holds, "\(subject.name) : \(claim.explanation)", "\(subject.name): \(claim.englishExplanation)")
        }
        guard claims.count == subjects.count else { return nil }
        let answer = BundleAnswer(head, claims: claims, from: book)
        try file.check(BundlePath.claims, is: answer.json)
        try file.check(BundlePath.summary, is: answer.page)
        for (path, rule) in answer.rules { try file.check(path, is: rule) }
        try file.checkNames(rules: answer.rules.map(\.path), hasGrowth: head.growth != nil)
        say(
            .holds, "Les règles et le relevé lisible sont ceux de ces lignes.",
            "The rules and the readable summary are those of these lines."
        )
        return claims
    }
}
