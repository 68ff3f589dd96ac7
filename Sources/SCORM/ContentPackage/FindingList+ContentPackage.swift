extension FindingList {
    mutating func addFaults(of package: ContentPackage) {
        if package.identifier?.isEmpty != false { add(.identifierMissing, "manifest", line: package.rootLine) }
        addStandardFaults(of: package)
        addOrganizationFaults(of: package)
        if package.submanifestCount > 0 { add(.submanifest, line: package.rootLine) }
        for duplicate in package.duplicateIdentifiers {
            add(.duplicateIdentifier, duplicate.identifier, line: duplicate.line)
        }
    }

    private mutating func addStandardFaults(of package: ContentPackage) {
        if package.schema == nil { add(.schemaMissing, line: package.rootLine) }
        let known = ["1.2", "CAM 1.3", "2004 3rd Edition", "2004 4th Edition"]
        if let version = package.schemaversion {
            guard package.standard.isSCORM, !known.contains(version) else { return }
            add(.schemaversionWrong, version, line: package.schemaversionLine)
        } else {
            add(.schemaversionMissing, line: package.rootLine)
        }
    }

    private mutating func addOrganizationFaults(of package: ContentPackage) {
        let choice = package.defaultOrganization
        switch choice.how {
        case .declared: break
        case .firstNoDefault: add(.defaultOrganizationAbsent, line: package.organizationsLine)
        case .firstDefaultUnresolved:
            add(.defaultOrganizationMissing, choice.declared, line: package.organizationsLine)
        case .none: add(.organizationMissing, line: package.rootLine)
        }
        for (place, organization) in package.organizations.enumerated() where place != choice.place {
            add(.severalOrganizations, organization.title ?? organization.identifier, line: organization.line)
        }
    }

    mutating func addFaults(of item: Item, standard: Standard) {
        let name = [item.identifier, item.title].compactMap { $0 }.first { !$0.isEmpty }
        if item.identifier?.isEmpty != false { add(.identifierMissing, item.title ?? "item", line: item.line) }
        if item.title?.isEmpty != false { add(.itemTitleMissing, name, line: item.line) }
        switch item.refersTo {
        case .missing: add(.identifierrefDangling, item.identifierref, line: item.line)
        case .manifest: add(.itemRefersToManifest, item.identifierref, line: item.line)
        case .resource: addResourceFaults(of: item, name: name, standard: standard)
        case nil: break
        }
        if item.refersTo == .resource, item.childCount > 0 {
            add(.itemHasContentAndChildren, name, line: item.line)
        }
        addScoreFaults(of: item, standard: standard)
        if let action = item.runtime.timeLimitAction, !action.isEmpty, !Self.timeLimitActions.contains(action) {
            add(.timeLimitActionUnknown, action, line: item.line)
        }
    }

    /// SCORM 1.2 and 2004 CAM.
    private static let timeLimitActions: Set<String> = [
        "exit,message", "exit,no message", "continue,message", "continue,no message",
    ]

    private mutating func addResourceFaults(of item: Item, name: String?, standard: Standard) {
        if item.launch == nil { add(.resourceHrefMissing, item.identifierref, line: item.line) }
        guard standard.isSCORM else { return }
        switch item.scormType {
        case nil: add(.scormtypeMissing, name, line: item.line)
        case .other(let type): add(.scormtypeUnknown, type, line: item.line)
        case .sco, .asset: break
        }
    }

    private mutating func addScoreFaults(of item: Item, standard: Standard) {
        if standard == .scorm12, let text = item.runtime.masteryScoreText?.collapsed, !text.isEmpty {
            guard let score = text.decimal else {
                return add(.masteryScoreNotANumber, text, line: item.line)
            }
            if !(0...100).contains(score) {
                add(.masteryScoreOutOfRange, text, line: item.line)
            } else if score > 0, score <= 1 {
                add(.masteryScoreSuspicious, text, line: item.line)
            }
        }
        if standard.isSCORM2004, let measure = item.objective?.minNormalizedMeasure, !(0...1).contains(measure) {
            add(.masteryScoreOutOfRange, "\(measure)", line: item.line)
        }
    }
}
