@testable import SCORM

extension CourseStructure {
    var facts: [String: Fact] {
        [
            "standardBasis": "root", "identifier": .text(identifier), "title": .text(titles.first?.text),
            "titles": .strings(titles), "description": .text(descriptions.first?.text), "namespace": .text(namespace),
            "auCount": .count(unitCount), "blockCount": .count(blockCount), "objectiveCount": .count(objectiveCount),
            "maxBlockDepth": .count(parts.filter { $0.unit == nil }.map(\.depth).max() ?? 0),
            "duplicateIds": .texts(duplicateIDs), "extensionElements": .count(extensionCount),
            "violations": .texts(Set(violations.map(\.code.rawValue)).sorted()),
            "blocks": .list(parts.filter { $0.unit == nil }.map { .object(blockFacts($0)) }),
            "aus": .list(parts.compactMap { part in part.unit.map { .object(unitFacts(part, $0)) } }),
        ]
    }

    private func blockFacts(_ part: Part) -> [String: Fact] {
        [
            "id": .string(part.identifier), "title": .text(part.titles.first?.text), "titles": .strings(part.titles),
            "depth": .count(part.depth), "objectives": .texts(part.objectives),
        ]
    }

    private func unitFacts(_ part: Part, _ unit: AssignableUnit) -> [String: Fact] {
        [
            "id": .string(part.identifier), "title": .text(part.titles.first?.text), "titles": .strings(part.titles),
            "description": .text(part.descriptions.first?.text), "objectives": .texts(part.objectives),
            "blocks": .texts(blocks(around: part)), "url": .string(unit.url.text),
            "urlKind": .text(unit.url.kind.rawValue), "urlPath": .text(unit.url.path),
            "escapesPackage": .bool(unit.url.escapesPackage), "launchMethod": .text(unit.launchMethod.rawValue),
            "launchMethodDeclared": .text(unit.launchMethodDeclared), "moveOn": .text(unit.moveOn.rawValue),
            "moveOnDeclared": .text(unit.moveOnDeclared), "masteryScore": .measure(unit.masteryScore),
            "masteryScoreDeclared": .text(unit.masteryScoreDeclared), "activityType": .text(unit.activityType),
            "launchParameters": .text(unit.launchParameters?.collapsed),
            "entitlementKey": .text(unit.entitlementKey?.collapsed),
        ]
    }

    private func blocks(around part: Part) -> [String] {
        guard let parent = part.parent else { return [] }
        return blocks(around: parts[parent]) + [parts[parent].identifier]
    }
}

extension TinCanPackage {
    var facts: [String: Fact] {
        [
            "standardBasis": "root", "identifier": .text(main?.identifier), "title": .text(main?.names.first?.text),
            "namespace": .text(namespace), "activityCount": .count(activities.count),
            "launchableCount": .count(activities.count { !$0.launches.isEmpty }),
            "activities": .list(activities.map { .object(facts(of: $0)) }),
        ]
    }

    private func facts(of activity: Activity) -> [String: Fact] {
        [
            "id": .text(activity.identifier), "type": .text(activity.type), "name": .text(activity.names.first?.text),
            "names": .strings(activity.names), "launch": .text(activity.launches.first?.reference.text),
            "launches": .list(
                activity.launches.map { launch in
                    .object([
                        "lang": .text(launch.language), "url": .string(launch.reference.text),
                        "kind": .string(launch.reference.kind.rawValue), "path": .text(launch.reference.path),
                    ])
                }
            ),
        ]
    }
}
