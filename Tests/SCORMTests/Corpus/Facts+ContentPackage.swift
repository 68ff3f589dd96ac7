@testable import SCORM

extension ContentPackage {
    var facts: [String: Fact] {
        [
            "standardBasis": .text(standardBasis.rawValue), "schema": .text(schema),
            "schemaversion": .text(schemaversion),
            "identifier": .text(identifier), "version": .text(version), "title": .text(usedOrganization?.title),
            "metadataTitle": .text(metadataTitle), "profile": .text(profile?.rawValue),
            "defaultOrganization": .object([
                "declared": .text(defaultOrganization.declared), "how": .text(defaultOrganization.how.rawValue),
                "used": .text(usedOrganization?.identifier), "title": .text(usedOrganization?.title),
                "resolved": .bool(defaultOrganization.how == .declared),
            ]),
            "organizations": .list(organizations.map { .object($0.facts) }),
        ].merging(counts) { $1 }
    }

    private var counts: [String: Fact] {
        [
            "organizationCount": .count(organizations.count), "itemCount": .count(usedOrganization?.items.count ?? 0),
            "launchableCount": .count(usedOrganization?.launchableCount ?? 0),
            "scoCount": .count(usedOrganization?.scoCount ?? 0),
            "itemCountAllOrganizations": .count(organizations.reduce(0) { $0 + $1.items.count }),
            "maxItemDepth": .count(organizations.flatMap(\.items).map(\.depth).max() ?? 0),
            "submanifestCount": .count(submanifestCount), "resourceCount": .count(resources.count),
            "resourceTypes": .object(resourceTypes), "resourceHrefKinds": .object(resourceHrefKinds),
            "fileCount": .count(fileCount), "dependencyCount": .count(dependencyCount),
            "xmlBaseCount": .count(xmlBaseCount),
            "danglingIdentifierrefs": .count(organizations.flatMap(\.items).count { $0.refersTo == .missing }),
            "duplicateIdentifiers": .texts(duplicateIdentifiers.map(\.identifier)), "sequencing": .bool(hasSequencing),
        ]
    }

    private var resourceTypes: [String: Fact] {
        let types = resources.map { resource in
            switch resource.scormType {
            case .sco: "sco"
            case .asset: "asset"
            case .other: "other"
            case nil: "none"
            }
        }
        return ["sco", "asset", "other", "none"].reduce(into: [:]) { counts, type in
            counts[type] = .count(types.count { $0 == type })
        }
    }

    private var resourceHrefKinds: [String: Fact] {
        let kinds = resources.compactMap { $0.launch(parameters: nil)?.kind.rawValue }
        return Set(kinds).reduce(into: [:]) { counts, kind in counts[kind] = .count(kinds.count { $0 == kind }) }
    }
}

extension Organization {
    fileprivate var facts: [String: Fact] {
        [
            "identifier": .text(identifier), "title": .text(title), "structure": .text(structure),
            "itemCount": .count(items.count), "launchableCount": .count(launchableCount), "scoCount": .count(scoCount),
            "satisfiedByMeasure": .flag(objective?.satisfiedByMeasure),
            "minNormalizedMeasure": .measure(objective?.minNormalizedMeasure),
            "items": .list(items.map { .object($0.facts) }),
        ]
    }
}

extension Item {
    fileprivate var facts: [String: Fact] {
        [
            "identifier": .text(identifier), "title": .text(title), "depth": .count(depth),
            "children": .count(childCount),
            "visible": .bool(isVisible), "identifierref": .text(identifierref), "parameters": .text(parameters),
            "refersTo": .text(refersTo?.rawValue), "scormType": .text(typeText), "launch": .text(launch?.text),
            "launchKind": .text(launch?.kind.rawValue), "launchPath": .text(launch?.path),
            "escapesPackage": .bool(launch?.escapesPackage ?? false), "masteryScore": .measure(runtime.masteryScore),
            "maxTimeAllowed": .text(runtime.maxTimeAllowed), "timeLimitAction": .text(runtime.timeLimitAction),
            "prerequisites": .text(runtime.prerequisites), "dataFromLms": .text(runtime.dataFromLMS?.collapsed),
            "completionThreshold": runtime.completionThreshold.map { .object($0.facts) } ?? .null,
            "satisfiedByMeasure": .flag(objective?.satisfiedByMeasure),
            "minNormalizedMeasure": .measure(objective?.minNormalizedMeasure),
        ]
    }

    private var typeText: String? {
        switch scormType {
        case .sco: "sco"
        case .asset: "asset"
        case .other(let type): "other:\(type)"
        case nil: nil
        }
    }
}

extension CompletionThreshold {
    fileprivate var facts: [String: Fact] {
        [
            "completedByMeasure": .flag(completedByMeasure), "minProgressMeasure": .measure(minProgressMeasure),
            "progressWeight": .measure(progressWeight),
        ]
    }
}
