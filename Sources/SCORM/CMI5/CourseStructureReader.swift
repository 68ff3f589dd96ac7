import XMLTree

/// Reads a `courseStructure` element, and notes each rule that it breaks.
struct CourseStructureReader {
    private let root: XMLElement
    private var course = CourseStructure()
    private var seen: [Kind: Set<String>] = [:]
    private var repeated: Set<String> = []

    private enum Kind { case block, unit, objective }

    init(_ document: XMLDocument) {
        root = document.root
    }

    mutating func callAsFunction() -> CourseStructure {
        course.namespace = root.namespace
        course.rootLine = root.line
        course.extensionCount = root.children.count { !isOwn($0) }
        if root.namespace != CourseStructure.namespace {
            note(.cmi5Namespace, root.namespace ?? "", root.line)
        }
        checkChildren(of: root, .courseStructure, lenientAboutMissing: root.child("course") != nil)
        readCourse()
        if let objectives = own(root, "objectives").first { readObjectives(objectives) }
        readParts()
        if course.unitCount == 0 { note(.cmi5NoAU, "", root.line) }
        return course
    }

    private mutating func readCourse() {
        guard let element = own(root, "course").first else { return }
        checkChildren(of: element, .course)
        course.identifier = element.plainAttribute("id")?.trimmed
        checkIdentifier(course.identifier, of: element)
        course.titles = texts(element, "title")
        course.descriptions = texts(element, "description")
    }

    private mutating func readObjectives(_ objectives: XMLElement) {
        checkChildren(of: objectives, .objectives)
        for objective in own(objectives, "objective") {
            course.objectiveCount += 1
            checkChildren(of: objective, .objective)
            let identifier = objective.plainAttribute("id")?.trimmed
            checkIdentifier(identifier, of: objective)
            checkUnique(identifier, among: .objective, line: objective.line)
            _ = texts(objective, "title")
            _ = texts(objective, "description")
        }
    }

    /// Blocks and AUs of the tree, in document order, without recursion.
    private mutating func readParts() {
        let isPart = { (element: XMLElement) in element.name == "au" || element.name == "block" }
        var waiting = root.children.filter { isOwn($0) && isPart($0) }.reversed().map { ($0, Int?.none, 1) }
        while let (element, parent, depth) = waiting.popLast() {
            let place = course.parts.count
            readPart(element, parent: parent, depth: depth)
            guard element.name == "block" else { continue }
            waiting += element.children.filter { isOwn($0) && isPart($0) }.reversed().map { ($0, place, depth + 1) }
        }
    }

    private mutating func readPart(_ element: XMLElement, parent: Int?, depth: Int) {
        let isUnit = element.name == "au"
        checkChildren(of: element, isUnit ? .unit : .block)
        let identifier = element.plainAttribute("id")?.trimmed
        checkIdentifier(identifier, of: element)
        checkUnique(identifier, among: isUnit ? .unit : .block, line: element.line)
        var part = CourseStructure.Part(
            identifier: identifier ?? "",
            titles: texts(element, "title"),
            descriptions: texts(element, "description"),
            parent: parent,
            depth: depth,
            objectives: references(of: element),
            line: element.line
        )
        if isUnit { part.unit = unit(element) }
        course.parts.append(part)
    }

    private mutating func references(of element: XMLElement) -> [String] {
        guard let objectives = own(element, "objectives").first else { return [] }
        checkChildren(of: objectives, .objectives)
        return own(objectives, "objective").compactMap { objective in
            checkChildren(of: objective, .empty)
            return objective.plainAttribute("idref")?.trimmed
        }
    }

    private mutating func unit(_ element: XMLElement) -> AssignableUnit {
        let url = own(element, "url").first
        let unit = AssignableUnit(
            url: LaunchReference(url?.text.collapsed ?? ""),
            urlLine: url?.line ?? element.line,
            moveOnDeclared: element.plainAttribute("moveOn"),
            launchMethodDeclared: element.plainAttribute("launchMethod"),
            masteryScoreDeclared: element.plainAttribute("masteryScore"),
            activityType: element.plainAttribute("activityType")?.trimmed,
            launchParameters: own(element, "launchParameters").first?.text.trimmed,
            entitlementKey: own(element, "entitlementKey").first?.text.trimmed
        )
        if url != nil { checkURL(unit) }
        if let declared = unit.moveOnDeclared, AssignableUnit.MoveOn(rawValue: declared) == nil {
            note(.cmi5MoveOn, declared, element.line)
        }
        if let declared = unit.launchMethodDeclared, AssignableUnit.LaunchMethod(rawValue: declared) == nil {
            note(.cmi5LaunchMethod, declared, element.line)
        }
        if let declared = unit.masteryScoreDeclared, !(unit.masteryScore.map { (0...1).contains($0) } ?? false) {
            note(.cmi5MasteryScore, declared, element.line)
        }
        return unit
    }

    private mutating func checkURL(_ unit: AssignableUnit) {
        guard let fault = LaunchURLRule.fault(in: unit.url) else { return }
        note(fault, unit.url.text, unit.urlLine)
    }

    private mutating func texts(_ element: XMLElement, _ name: String) -> [LanguageString] {
        guard let text = own(element, name).first else { return [] }
        let strings = own(text, "langstring")
        if strings.isEmpty { note(.cmi5NoLangstring, name, text.line) }
        checkChildren(of: text, .text, lenientAboutMissing: true)
        return strings.map { string in
            LanguageString(language: string.plainAttribute("lang"), text: string.text.collapsed)
        }
    }

    private mutating func checkIdentifier(_ identifier: String?, of element: XMLElement) {
        guard identifier.map(LaunchURLRule.isIRI) != true else { return }
        note(.cmi5IDNotIRI, identifier ?? element.name, element.line)
    }

    private mutating func checkUnique(_ identifier: String?, among kind: Kind, line: Int) {
        guard let identifier, !seen[kind, default: []].insert(identifier).inserted else { return }
        if repeated.insert(identifier).inserted { course.duplicateIDs.append(identifier) }
        note(.cmi5DuplicateID, identifier, line)
    }

    private mutating func checkChildren(
        of element: XMLElement,
        _ pattern: ChildPattern,
        lenientAboutMissing: Bool = false
    ) {
        guard let fault = pattern.fault(in: element, lenientAboutMissing: lenientAboutMissing) else { return }
        note(.cmi5ChildOrder, "\(element.name): \(fault.name)", fault.line)
    }

    private mutating func note(_ code: FindingCode, _ subject: String, _ line: Int) {
        guard course.violations.count < 1_000 else { return }
        course.violations.append(.init(code: code, subject: subject, line: line))
    }

    private func isOwn(_ element: XMLElement) -> Bool { element.namespace == root.namespace }

    private func own(_ element: XMLElement, _ name: String) -> [XMLElement] {
        element.children.filter { $0.name == name && isOwn($0) }
    }
}
