import XMLTree

extension XMLElement {
    /// xml:base.
    var base: String? { attributes.first { $0.name == "base" && $0.prefix == "xml" }?.value }

    /// The text of the first child of that name, in any case of letters.
    fileprivate func text(ofChild name: String) -> String? {
        children.first { $0.name.lowercased() == name }?.text
    }

    fileprivate func child(lowercased name: String) -> XMLElement? {
        children.first { $0.name.lowercased() == name }
    }
}

extension Resource {
    init(_ element: XMLElement, bases: BaseChain, manifest: Int) {
        let type = element.attributes.first { $0.name.lowercased() == "scormtype" }?.value.trimmed
        self.init(
            identifier: element.attribute("identifier"),
            scormType: type.map(SCORMType.init),
            href: element.plainAttribute("href"),
            bases: bases.adding(element.base),
            manifest: manifest,
            line: element.line
        )
    }
}

extension Resource.SCORMType {
    init(_ text: String) {
        switch text.lowercased() {
        case "sco": self = .sco
        case "asset": self = .asset
        default: self = .other(text)
        }
    }
}

extension Item.RuntimeSettings {
    init(_ item: XMLElement) {
        masteryScoreText = item.text(ofChild: "masteryscore")
        maxTimeAllowed = item.text(ofChild: "maxtimeallowed")?.collapsed
        timeLimitAction = item.text(ofChild: "timelimitaction")?.collapsed
        prerequisites = item.text(ofChild: "prerequisites")?.collapsed
        dataFromLMS = item.text(ofChild: "datafromlms")?.trimmed
        completionThreshold = item.child(lowercased: "completionthreshold").map(CompletionThreshold.init)
    }
}

extension CompletionThreshold {
    init(_ element: XMLElement) {
        self.init(
            completedByMeasure: element.attribute("completedByMeasure")?.boolean,
            minProgressMeasure: (element.attribute("minProgressMeasure") ?? element.text).decimal,
            progressWeight: element.attribute("progressWeight")?.decimal
        )
    }
}

extension PrimaryObjective {
    /// Nil where the sequencing has no primary objective of its own.
    init?(_ sequencing: XMLElement) {
        guard let primary = sequencing.child("objectives")?.child("primaryObjective") else { return nil }
        self.init(
            satisfiedByMeasure: primary.attribute("satisfiedByMeasure")?.boolean ?? false,
            minNormalizedMeasure: primary.child("minNormalizedMeasure")?.text.decimal
        )
    }
}
