import XMLTree

/// Reads a `manifest` element.
struct ContentPackageReader {
    private let root: XMLElement
    private let namespaces: Set<String>
    private var package = ContentPackage()
    private var sequencings: [String: XMLElement] = [:]
    private var submanifests: Set<String> = []
    /// The first of each identifier: in the outermost manifest, and in any.
    private var outerResources: [String: Resource] = [:]
    private var allResources: [String: Resource] = [:]
    /// Bytes of launch addresses that may still be made: one long href under very many items would multiply.
    private var launchBudget = 32 << 20

    init(_ document: XMLDocument) {
        root = document.root
        namespaces = document.namespaces
    }

    mutating func callAsFunction() -> ContentPackage {
        readMetadata()
        readResources()
        countElements()
        readOrganizations()
        package.duplicateIdentifiers = duplicates()
        let evidence = StandardEvidence(package, root: root, namespaces: namespaces)
        (package.standard, package.standardBasis) = evidence.verdict
        package.profile = evidence.profile
        return package
    }

    private mutating func readMetadata() {
        package.rootLine = root.line
        package.identifier = root.attribute("identifier")
        package.version = root.attribute("version")
        guard let metadata = root.child("metadata") else { return }
        package.schema = metadata.child("schema")?.text.collapsed
        package.schemaversion = metadata.child("schemaversion")?.text.collapsed
        package.schemaversionLine = metadata.child("schemaversion")?.line
        var titles: [String] = []
        metadata.forEach { element, _ in
            guard element.name == "general", titles.isEmpty, let title = element.child("title") else { return }
            titles.append((title.children.first ?? title).text.collapsed)
        }
        package.metadataTitle = titles.first
    }

    /// Resources of all manifests; those of the outermost come first in each lookup.
    private mutating func readResources() {
        var waiting = [(manifest: root, bases: BaseChain())]
        var number = 0
        while number < waiting.count {
            let (manifest, outer) = waiting[number]
            let bases = outer.adding(manifest.base)
            for resources in manifest.children("resources") {
                for element in resources.children("resource") {
                    add(Resource(element, bases: bases.adding(resources.base), manifest: number))
                }
            }
            // Nested manifests lie at the end, or (against the schema) anywhere.
            for child in manifest.children("manifest") {
                if let identifier = child.attribute("identifier") { submanifests.insert(identifier) }
                waiting.append((child, bases))
            }
            number += 1
        }
    }

    private mutating func add(_ resource: Resource) {
        package.resources.append(resource)
        guard let identifier = resource.identifier else { return }
        if resource.manifest == 0, outerResources[identifier] == nil { outerResources[identifier] = resource }
        if allResources[identifier] == nil { allResources[identifier] = resource }
    }

    private mutating func countElements() {
        var counted = package
        var entries: [String: XMLElement] = [:]
        root.forEach { element, depth in
            switch element.name {
            case "manifest" where depth > 1: counted.submanifestCount += 1
            case "sequencing":
                counted.hasSequencing = true
                if let id = element.attribute("ID"), entries[id] == nil { entries[id] = element }
            default: break
            }
            if ["manifest", "resources", "resource", "file"].contains(element.name), element.base != nil {
                counted.xmlBaseCount += 1
            }
            if element.name == "resource" {
                counted.fileCount += element.children("file").count
                counted.dependencyCount += element.children("dependency").count
            }
        }
        package = counted
        sequencings = entries
    }

    private mutating func readOrganizations() {
        guard let element = root.child("organizations") else { return }
        package.organizationsLine = element.line
        for child in element.children("organization") { package.organizations.append(organization(child)) }
        var choice = ContentPackage.DefaultOrganization(declared: element.attribute("default"))
        if !package.organizations.isEmpty {
            let named = package.organizations.firstIndex { $0.identifier != nil && $0.identifier == choice.declared }
            choice.how = named != nil ? .declared : choice.declared == nil ? .firstNoDefault : .firstDefaultUnresolved
            choice.place = named ?? 0
        }
        package.defaultOrganization = choice
    }

    private mutating func organization(_ element: XMLElement) -> Organization {
        var organization = Organization(
            identifier: element.attribute("identifier"),
            title: element.child("title")?.text.collapsed,
            structure: element.attribute("structure"),
            objective: objective(of: element),
            line: element.line
        )
        var waiting = element.children("item").reversed().map { (element: $0, depth: 1, parent: Int?.none) }
        while let (element, depth, parent) = waiting.popLast() {
            let place = organization.items.count
            organization.items.append(item(element, depth: depth, parent: parent))
            waiting += element.children("item").reversed().map { ($0, depth + 1, place) }
        }
        return organization
    }

    private mutating func item(_ element: XMLElement, depth: Int, parent: Int?) -> Item {
        var item = Item(
            identifier: element.attribute("identifier"),
            title: element.child("title")?.text.collapsed,
            depth: depth,
            parent: parent,
            childCount: element.children("item").count,
            isVisible: element.attribute("isvisible")?.boolean ?? true,
            identifierref: element.attribute("identifierref"),
            parameters: element.attribute("parameters"),
            runtime: Item.RuntimeSettings(element),
            objective: objective(of: element),
            line: element.line
        )
        guard let reference = item.identifierref else { return item }
        if let resource = outerResources[reference] ?? allResources[reference] {
            item.refersTo = .resource
            item.scormType = resource.scormType
            item.launch = launch(resource, parameters: item.parameters)
        } else {
            item.refersTo = submanifests.contains(reference) ? .manifest : .missing
        }
        return item
    }

    private mutating func launch(_ resource: Resource, parameters: String?) -> LaunchReference? {
        guard resource.href != nil else { return nil }
        launchBudget -= resource.length + (parameters?.utf8.count ?? 0)
        return launchBudget < 0 ? .tooLong : resource.launch(parameters: parameters)
    }

    /// The element's own primary objective, else that of the collection's entry which its sequencing refers to.
    private func objective(of element: XMLElement) -> PrimaryObjective? {
        guard let sequencing = element.child("sequencing") else { return nil }
        if let own = PrimaryObjective(sequencing) { return own }
        return sequencing.attribute("IDRef").flatMap { sequencings[$0] }.flatMap(PrimaryObjective.init)
    }

    private func duplicates() -> [ContentPackage.DuplicateIdentifier] {
        let items = package.organizations.flatMap(\.items).map { ($0.identifier, $0.line) }
        let groups = [
            package.organizations.map { ($0.identifier, $0.line) }, items,
            package.resources.map { ($0.identifier, $0.line) },
        ]
        var found: [ContentPackage.DuplicateIdentifier] = []
        var reported: Set<String> = []
        for group in groups {
            var seen: Set<String> = []
            for case (let identifier?, let line) in group
            where !seen.insert(identifier).inserted && reported.insert(identifier).inserted {
                found.append(.init(identifier: identifier, line: line))
            }
        }
        return found
    }
}
