import XMLTree

/// What in an imsmanifest.xml tells its standard. Tools write these three in every combination, so they are asked in the
/// order of how seldom they are wrong: schemaversion, namespaces, the spelling of scormType, schema.
struct StandardEvidence {
    private let package: ContentPackage
    private let root: XMLElement
    private let namespaces: Set<String>

    init(_ package: ContentPackage, root: XMLElement, namespaces: Set<String>) {
        self.package = package
        self.root = root
        self.namespaces = namespaces
    }

    var verdict: (Standard, ContentPackage.StandardBasis) {
        if let standard = bySchemaversion { return (standard, .schemaversion) }
        if isDeclared("adlcp_rootv1p2") { return (.scorm12, .namespace) }
        if is2004ByNamespace { return (.scorm2004Unknown, .namespace) }
        if let standard = byAttribute { return (standard, .attribute) }
        return schemaIsSCORM ? (.scorm12, .schema) : (.imscp, .none)
    }

    var profile: ContentPackage.Profile? {
        let schema = package.schema?.lowercased() ?? ""
        if schema.contains("common cartridge") || root.namespace?.contains("/imscc") == true { return .commonCartridge }
        return schema.contains("qti") ? .qti : nil
    }

    private var bySchemaversion: Standard? {
        switch package.schemaversion?.lowercased() {
        case "2004 4th edition": .scorm2004FourthEdition
        case "2004 3rd edition": .scorm2004ThirdEdition
        // The second edition's documents say CAM 1.3; some tools write its name.
        case "cam 1.3", "2004 2nd edition": .scorm2004SecondEdition
        case "1.2", "cam 1.2": schemaIsSCORM || namespaceIsSCORM ? .scorm12 : nil
        default: nil
        }
    }

    private var schemaIsSCORM: Bool { package.schema?.lowercased().contains("scorm") ?? false }
    private var namespaceIsSCORM: Bool { isDeclared("adlcp_rootv1p2") || is2004ByNamespace }

    private var is2004ByNamespace: Bool {
        isDeclared("adlcp_v1p3") || isDeclared("adlseq_v1p3") || isDeclared("adlnav_v1p3")
    }

    private func isDeclared(_ name: String) -> Bool { namespaces.contains { $0.contains(name) } }

    private var byAttribute: Standard? {
        var found: [Standard] = []
        root.forEach { element, _ in
            guard element.name == "resource", found.isEmpty else { return }
            if element.attribute("scormtype") != nil { found.append(.scorm12) }
            if element.attribute("scormType") != nil { found.append(.scorm2004Unknown) }
        }
        return found.first
    }
}
