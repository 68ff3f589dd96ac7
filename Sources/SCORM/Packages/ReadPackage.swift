package import XMLTree

/// Reads what a package's manifest says, checks it against the archive, and lists what is odd.
///
/// Sloppy manifests are accepted with findings. Refused are packages without a manifest, documents that are not
/// well-formed, too large or use entities, and cmi5 courses that break a rule of their standard.
package struct ReadPackage: Sendable {
    /// Rules of cmi5 whose breach is a finding only; courses of early drafts break them.
    package struct Leniency: OptionSet, Sendable {
        package let rawValue: Int
        package static let namespace = Leniency(rawValue: 1)
        package static let childOrder = Leniency(rawValue: 2)

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }
    }

    let leniency: Leniency
    let limits: XMLLimits

    package init(leniency: Leniency = [], limits: XMLLimits = XMLLimits()) {
        self.leniency = leniency
        self.limits = limits
    }

    /// A manifest that came alone: whether files are there is not judged, but for the relative URLs of a cmi5 course, which
    /// name nothing then (cmi5 §14.2).
    package func callAsFunction(manifest bytes: [UInt8], named name: String) throws(ManifestRefusal) -> PackageManifest
    {
        try read(bytes, findings: FindingList(file: name), entries: PackageEntries(paths: nil, folder: ""), folder: "")
    }

    /// - Parameters:
    ///   - paths: of all files of the archive.
    ///   - content: the bytes of one of them, as many as the limit of the manifest allows.
    func read(
        paths: [String],
        content: (_ path: String) throws(ManifestRefusal) -> [UInt8]
    ) throws(ManifestRefusal) -> PackageManifest {
        guard let place = ManifestPlace(among: paths) else { throw .noManifest }
        var findings = FindingList(file: place.file)
        if !place.folder.isEmpty { findings.add(.wrappedPackage, place.folder, line: nil) }
        for other in place.others { findings.add(.severalManifests, other, line: nil) }
        let entries = PackageEntries(paths: paths, folder: place.folder)
        return try read(try content(place.file), findings: findings, entries: entries, folder: place.folder)
    }

    private func read(
        _ bytes: [UInt8],
        findings: FindingList,
        entries: PackageEntries,
        folder: String
    ) throws(ManifestRefusal) -> PackageManifest {
        var findings = findings
        let file = findings.file
        guard bytes.count <= limits.bytes else { throw .tooLarge(file: file, line: nil) }
        let source = XMLSource(decoding: bytes)
        let document: XMLDocument
        do { document = try XMLDocument(parsing: source, limits: limits) } catch {
            throw ManifestRefusal(error, file: file)
        }
        guard let manifest = Manifest(document) else { throw .notAManifest(file: file, root: document.root.name) }
        findings.addFaults(of: document)
        if file.dropFirst(folder.count).lowercased() != manifest.fileName, entries.isKnown {
            findings.add(.manifestNameDiffers, file, line: nil)
        }
        findings.addSchemaFaults(of: source, document: document)
        var reading = PackageReading(entries: entries, leniency: leniency, folder: folder, findings: findings)
        return try reading.read(manifest)
    }
}

extension ManifestRefusal {
    init(_ refusal: XMLRefusal, file: String) {
        switch refusal {
        case .tooLarge(_, let line): self = .tooLarge(file: file, line: line)
        case .entityReference(let line): self = .forbiddenEntity(file: file, line: line)
        case .notWellFormed(_, let line): self = .notWellFormed(file: file, line: line)
        }
    }
}
