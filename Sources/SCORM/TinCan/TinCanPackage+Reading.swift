import XMLTree

extension TinCanPackage {
    init(_ document: XMLDocument) {
        let root = document.root
        namespace = root.namespace
        rootLine = root.line
        activities = root.children("activities").flatMap { $0.children("activity") }.map(Activity.init)
    }
}

extension TinCanPackage.Activity {
    init(_ element: XMLElement) {
        let texts = { (name: String) in
            element.children(name).map {
                LanguageString(language: $0.attribute("lang"), text: $0.text.collapsed)
            }
        }
        self.init(
            identifier: element.attribute("id")?.trimmed,
            type: element.attribute("type")?.trimmed,
            names: texts("name"),
            descriptions: texts("description"),
            launches: element.children("launch").map { launch in
                TinCanPackage.Launch(
                    language: launch.attribute("lang"),
                    reference: LaunchReference(launch.text.collapsed),
                    line: launch.line
                )
            },
            line: element.line
        )
    }
}
