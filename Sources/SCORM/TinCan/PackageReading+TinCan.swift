extension PackageReading {
    mutating func read(_ package: TinCanPackage) -> PackageManifest {
        var activities: [PackageManifest.Activity] = []
        var seen: Set<String> = []
        for activity in package.activities {
            activities.append(read(activity))
            if let identifier = activity.identifier, !seen.insert(identifier).inserted {
                findings.add(.duplicateIdentifier, identifier, line: activity.line)
            }
        }
        let main = package.main
        if main?.names.first?.text.isEmpty != false {
            findings.add(.titleMissing, line: main?.line ?? package.rootLine)
        }
        return manifest(
            .tincan,
            identifier: main?.identifier,
            titles: main?.names ?? [],
            description: main?.descriptions.first?.text,
            activities: activities
        )
    }

    private mutating func read(_ activity: TinCanPackage.Activity) -> PackageManifest.Activity {
        let isIRI = activity.identifier.map(LaunchURLRule.isIRI) ?? false
        if activity.identifier?.isEmpty != false {
            findings.add(.identifierMissing, "activity", line: activity.line)
        } else if !isIRI {
            findings.add(.activityIDNotIRI, activity.identifier, line: activity.line)
        }
        if activity.names.isEmpty, !activity.launches.isEmpty {
            findings.add(.activityTitleMissing, activity.identifier, line: activity.line)
        }
        var result = PackageManifest.Activity(
            identifier: activity.identifier ?? "",
            title: activity.names.first?.text,
            titles: activity.names,
            description: activity.descriptions.first?.text,
            type: activity.type ?? "",
            href: activity.launches.first?.reference.text,
            publishedIRI: isIRI ? activity.identifier : nil,
            line: activity.line
        )
        guard let launch = activity.launches.first else { return result }
        let check = LaunchCheck(launch.reference, in: entries, line: launch.line, findings: &findings)
        result.launchPath = check.launchPath
        result.isLaunchable = check.isLaunchable
        return result
    }
}
