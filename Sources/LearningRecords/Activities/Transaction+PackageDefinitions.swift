import Persistence
import SCORM

extension Transaction {
    /// Keeps what a manifest says of its course and its activities; the newest version's words stand.
    ///
    /// - Parameter numbers: of the package's activities.
    func learnDefinitions(of package: PackageToStore, numbers: [Term: Int64]) throws {
        let manifest = package.manifest
        let course = ManifestDefinition(
            titles: manifest.titles, title: package.title, description: manifest.description)
        let activities = manifest.activities.map(ManifestDefinition.init(_:))
        var definitions: [Int64: [UInt8]] = [:]
        for (item, definition) in zip(package.items, [course] + activities) {
            if let number = numbers[.activity(item.iri)] { definitions[number] = definition.json }
        }
        try write(definitions, origin: .manifest)
    }
}
