extension PackageReading {
    /// Refuses the course where it breaks any rule for which leniency is not asked.
    mutating func read(_ course: CourseStructure) throws(ManifestRefusal) -> PackageManifest {
        var isRefused = false
        for violation in course.violations {
            let isTolerated = tolerated.contains(violation.code)
            isRefused = isRefused || !isTolerated
            findings.add(
                violation.code,
                isTolerated ? .warning : violation.code.severity,
                violation.subject,
                line: violation.line
            )
        }
        let activities = course.parts.map { part in
            let activity = read(part)
            let isMissing = part.unit != nil && !activity.isLaunchable
            isRefused = isRefused || isMissing
            return activity
        }
        if isRefused { throw .invalidCourseStructure(findings.inDocumentOrder) }
        return manifest(
            .cmi5,
            identifier: course.identifier,
            titles: course.titles,
            description: course.descriptions.first?.text,
            activities: activities
        )
    }

    private var tolerated: Set<FindingCode> {
        var codes: Set<FindingCode> = []
        if leniency.contains(.namespace) { codes.insert(.cmi5Namespace) }
        if leniency.contains(.childOrder) { codes.insert(.cmi5ChildOrder) }
        return codes
    }

    private mutating func read(_ part: CourseStructure.Part) -> PackageManifest.Activity {
        var activity = PackageManifest.Activity(
            identifier: part.identifier,
            title: part.titles.first?.text,
            titles: part.titles,
            description: part.descriptions.first?.text,
            type: part.unit == nil ? "block" : "au",
            parent: part.parent,
            publishedIRI: LaunchURLRule.isIRI(part.identifier) ? part.identifier : nil,
            line: part.line
        )
        guard let unit = part.unit else { return activity }
        activity.href = unit.url.text
        activity.moveOn = unit.moveOn.rawValue
        activity.launchMethod = unit.launchMethod.rawValue
        activity.masteryScore = unit.masteryScore.flatMap { (0...1).contains($0) ? $0 : nil }
        activity.launchParameters = unit.launchParameters
        activity.entitlementKey = unit.entitlementKey
        // An URL that breaks a rule has its finding.
        guard LaunchURLRule.fault(in: unit.url) == nil else { return activity }
        let check = LaunchCheck(unit.url, in: entries, line: unit.urlLine, isStrict: true, findings: &findings)
        activity.launchPath = check.launchPath
        activity.isLaunchable = check.isLaunchable
        return activity
    }
}
