/// Turns what a manifest says into the common reading, with its findings.
struct PackageReading {
    let entries: PackageEntries
    let leniency: ReadPackage.Leniency
    let folder: String
    var findings: FindingList

    mutating func read(_ manifest: Manifest) throws(ManifestRefusal) -> PackageManifest {
        var result: PackageManifest
        switch manifest {
        case .contentPackage(let package): result = read(package)
        case .courseStructure(let course): result = try read(course)
        case .tincan(let package): result = read(package)
        }
        if !result.activities.contains(where: \.isLaunchable) { findings.add(.nothingLaunchable, line: nil) }
        result.findings = findings.inDocumentOrder
        return result
    }

    /// The frame of an answer; findings come in at the end.
    func manifest(
        _ standard: Standard,
        identifier: String?,
        titles: [LanguageString],
        description: String?,
        activities: [PackageManifest.Activity]
    ) -> PackageManifest {
        var seen: Set<String> = []
        let strings = titles + activities.flatMap(\.titles)
        return PackageManifest(
            standard: standard,
            identifier: identifier,
            title: titles.first?.text,
            titles: titles,
            description: description,
            defaultOrganization: nil,
            languages: strings.compactMap(\.language).filter { !$0.isEmpty && seen.insert($0).inserted },
            activities: activities,
            findings: [],
            file: findings.file,
            folder: folder
        )
    }
}
