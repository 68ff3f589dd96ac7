/// A resource element of a manifest or of a nested one.
package struct Resource: Sendable, Equatable {
    /// adlcp:scormtype (1.2) or adlcp:scormType (2004), in any case of letters.
    package enum SCORMType: Sendable, Equatable {
        case sco, asset
        case other(String)
    }

    package var identifier: String?
    package var scormType: SCORMType?
    /// As written.
    package var href: String?
    /// xml:base of manifests, resources and resource.
    let bases: BaseChain
    /// Which manifest it belongs to: 0 for the outermost.
    package let manifest: Int
    package let line: Int

    /// No launch address of it is longer, without parameters.
    var length: Int { (href?.utf8.count ?? 0) + bases.length }

    /// The href resolved, with an item's parameters added (IMS CP, SCORM CAM: drop leading `?` and `&`; a fragment is added
    /// unless there is one; else `?` or `&` and the parameters).
    package func launch(parameters: String?) -> LaunchReference? {
        guard let href else { return nil }
        let url = bases.resolve(href)
        let added = (parameters ?? "").drop { $0 == "?" || $0 == "&" }
        if added.isEmpty { return LaunchReference(url) }
        if added.hasPrefix("#") { return LaunchReference(url.contains("#") ? url : url + added) }
        return LaunchReference(url + (url.contains("?") ? "&" : "?") + added)
    }
}
