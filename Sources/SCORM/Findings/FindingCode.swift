/// Everything that can be found odd in a package. The raw value is stable: answers, documents and clients use it.
package enum FindingCode: String, CaseIterable, Sendable {
    // Any document.
    case encodingFallback = "encoding-fallback"
    case undeclaredPrefix = "undeclared-prefix"
    case doctype = "doctype"
    case schemaFault = "schema"

    // Any package.
    case wrappedPackage = "wrapped-package"
    case severalManifests = "several-manifests"
    case manifestNameDiffers = "manifest-name-differs"
    case nothingLaunchable = "nothing-launchable"
    case titleMissing = "title-missing"
    case identifierMissing = "identifier-missing"
    case duplicateIdentifier = "duplicate-identifier"

    // What is launched.
    case launchMissing = "launch-missing"
    case launchCaseDiffers = "launch-case-differs"
    case launchEscapesPackage = "launch-escapes-package"
    case launchForbiddenScheme = "launch-forbidden-scheme"
    case launchExternal = "launch-external"
    case launchEmpty = "launch-empty"

    // imsmanifest.xml.
    case schemaMissing = "schema-missing"
    case schemaversionMissing = "schemaversion-missing"
    case schemaversionWrong = "schemaversion-wrong"
    case namespaceUnknown = "namespace-unknown"
    case organizationMissing = "organization-missing"
    case defaultOrganizationAbsent = "default-organization-absent"
    case defaultOrganizationMissing = "default-organization-missing"
    case severalOrganizations = "several-organizations"
    case submanifest = "submanifest"
    case itemTitleMissing = "item-title-missing"
    case identifierrefDangling = "identifierref-dangling"
    case itemRefersToManifest = "item-refers-to-manifest"
    case itemHasContentAndChildren = "item-has-content-and-children"
    case resourceHrefMissing = "resource-href-missing"
    case scormtypeMissing = "scormtype-missing"
    case scormtypeUnknown = "scormtype-unknown"
    case masteryScoreNotANumber = "mastery-score-not-a-number"
    case masteryScoreOutOfRange = "mastery-score-out-of-range"
    case masteryScoreSuspicious = "mastery-score-suspicious"
    case timeLimitActionUnknown = "time-limit-action-unknown"

    // cmi5.xml: each of these refuses the course (cmi5 §13.1, §8.1), as `launchMissing` does there.
    case cmi5Namespace = "namespace"
    case cmi5NoAU = "no-au"
    case cmi5ChildOrder = "child-order"
    case cmi5NoLangstring = "no-langstring"
    case cmi5IDNotIRI = "id-not-iri"
    case cmi5DuplicateID = "duplicate-id"
    case cmi5URLInvalid = "url-invalid"
    case cmi5URLScheme = "url-scheme"
    case cmi5ReservedQuery = "reserved-query"
    case cmi5MoveOn = "moveon"
    case cmi5LaunchMethod = "launchmethod"
    case cmi5MasteryScore = "masteryscore"

    // tincan.xml.
    case activityIDNotIRI = "activity-id-not-iri"
    case activityTitleMissing = "activity-title-missing"
}

extension FindingCode {
    package var severity: Finding.Severity {
        switch self {
        case .schemaFault, .severalManifests, .launchExternal, .schemaMissing, .schemaversionMissing,
            .defaultOrganizationAbsent, .severalOrganizations, .submanifest, .itemHasContentAndChildren,
            .masteryScoreSuspicious:
            .info
        case .encodingFallback, .undeclaredPrefix, .doctype, .wrappedPackage, .manifestNameDiffers, .titleMissing,
            .identifierMissing, .duplicateIdentifier, .launchCaseDiffers, .launchEmpty, .schemaversionWrong,
            .namespaceUnknown, .organizationMissing, .defaultOrganizationMissing, .itemTitleMissing,
            .itemRefersToManifest, .scormtypeMissing, .scormtypeUnknown, .masteryScoreNotANumber,
            .masteryScoreOutOfRange, .timeLimitActionUnknown, .activityIDNotIRI, .activityTitleMissing:
            .warning
        case .nothingLaunchable, .launchMissing, .launchEscapesPackage, .launchForbiddenScheme,
            .identifierrefDangling, .resourceHrefMissing, .cmi5Namespace, .cmi5NoAU, .cmi5ChildOrder,
            .cmi5NoLangstring, .cmi5IDNotIRI, .cmi5DuplicateID, .cmi5URLInvalid, .cmi5URLScheme, .cmi5ReservedQuery,
            .cmi5MoveOn, .cmi5LaunchMethod, .cmi5MasteryScore:
            .error
        }
    }
}
