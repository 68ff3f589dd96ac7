/// What a launch reference comes to in its package.
struct LaunchCheck {
    let launchPath: String?
    let isLaunchable: Bool

    /// - Parameter isStrict: cmi5: a relative URL of a manifest that came alone names no entry, and is missing.
    init(
        _ reference: LaunchReference,
        in entries: PackageEntries,
        line: Int,
        isStrict: Bool = false,
        findings: inout FindingList
    ) {
        guard let path = reference.path else {
            launchPath = nil
            isLaunchable = reference.kind == .absolute
            // That cmi5 units lie elsewhere is their rule, not an oddity.
            if isLaunchable, isStrict { return }
            findings.add(Self.code(for: reference), reference.text, line: line)
            return
        }
        guard entries.isKnown || isStrict else {
            launchPath = path
            isLaunchable = true
            return
        }
        switch Self.match(path, reference, in: entries) {
        case .same(let found):
            launchPath = found
        case .caseDiffers(let found):
            launchPath = found
            findings.add(.launchCaseDiffers, reference.text, line: line)
        case .missing:
            launchPath = nil
            findings.add(.launchMissing, reference.text, line: line)
        }
        isLaunchable = launchPath != nil
    }

    /// Some tools escape in the manifest what is escaped in the file's name too.
    private static func match(
        _ path: String,
        _ reference: LaunchReference,
        in entries: PackageEntries
    ) -> PackageEntries.Match {
        let match = entries.match(path)
        guard match == .missing else { return match }
        return entries.match(String(reference.text.prefix { $0 != "?" && $0 != "#" }))
    }

    private static func code(for reference: LaunchReference) -> FindingCode {
        switch reference.kind {
        case .absolute: .launchExternal
        case .empty: .launchEmpty
        case .scheme: .launchForbiddenScheme
        case .rootRelative: .launchEscapesPackage
        case .protocolRelative: .launchForbiddenScheme
        case .relative: reference.escapesPackage ? .launchEscapesPackage : .launchMissing
        }
    }
}
