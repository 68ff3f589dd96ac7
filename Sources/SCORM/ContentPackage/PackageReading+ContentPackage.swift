extension PackageReading {
    mutating func read(_ package: ContentPackage) -> PackageManifest {
        findings.addFaults(of: package)
        let organization = package.usedOrganization
        var activities: [PackageManifest.Activity] = []
        for item in organization?.items ?? [] {
            findings.addFaults(of: item, standard: package.standard)
            activities.append(read(item, standard: package.standard))
        }
        let title = [organization?.title, package.metadataTitle].compactMap { $0 }.first { !$0.isEmpty }
        if organization?.title?.isEmpty != false {
            findings.add(.titleMissing, line: organization?.line ?? package.rootLine)
        }
        var result = manifest(
            package.standard,
            identifier: package.identifier,
            titles: title.map { [LanguageString(language: nil, text: $0)] } ?? [],
            description: nil,
            activities: activities
        )
        result.defaultOrganization = organization?.identifier
        return result
    }

    private mutating func read(_ item: Item, standard: Standard) -> PackageManifest.Activity {
        var activity = PackageManifest.Activity(
            identifier: item.identifier ?? "",
            title: item.title,
            type: item.activityType,
            href: item.launch?.text,
            parent: item.parent,
            isVisible: item.isVisible,
            masteryScore: item.scaledMasteryScore(in: standard),
            dataFromLMS: item.runtime.dataFromLMS,
            maxTimeAllowed: item.runtime.maxTimeAllowed,
            timeLimitAction: item.runtime.timeLimitAction,
            completionThreshold: item.runtime.completionThreshold,
            prerequisites: item.runtime.prerequisites,
            line: item.line
        )
        guard let launch = item.launch else { return activity }
        let check = LaunchCheck(launch, in: entries, line: item.line, findings: &findings)
        activity.launchPath = check.launchPath
        activity.isLaunchable = check.isLaunchable
        return activity
    }
}

extension Item {
    /// `sco`, `asset`, or `cluster` for an item without content of its own.
    fileprivate var activityType: String {
        guard identifierref != nil, refersTo != .missing || childCount == 0 else { return "cluster" }
        return scormType == .sco ? "sco" : "asset"
    }

    /// 0…1; nil where there is none in range.
    func scaledMasteryScore(in standard: Standard) -> Double? {
        let score = standard == .scorm12 ? runtime.masteryScore.map { $0 / 100 } : objective?.minNormalizedMeasure
        return score.flatMap { (0...1).contains($0) ? $0 : nil }
    }
}
