import Crypto
import Foundation
import SCORM

/// What a course and its activities are called here.
///
/// SCORM items and cmi5 AUs get IRIs of the service's own (cmi5 §9.4 wants AU ids from the LMS); they are the same in
/// every version of the course, so that attempts live on. An activity of a tincan.xml keeps the IRI that its content sends.
struct CourseIdentity: Sendable {
    let key: [UInt8]
    let iri: String

    /// - Parameters:
    ///   - sha256: the package's, which identifies a package without identifier.
    ///   - known: the IRI that the course got at its first import, under whatever address the service had then.
    init(
        source: String, identifier: String?, sha256: [UInt8], publicURL: String,
        known: (_ key: [UInt8]) throws -> String?
    ) rethrows {
        let name = identifier.flatMap { $0.isEmpty ? nil : $0 } ?? hexadecimal(sha256)
        key = Array(SHA256.hash(data: Data("\(source)\u{0}\(name)".utf8)).prefix(16))
        iri = try known(key) ?? "\(publicURL)/courses/\(hexadecimal(key))"
    }

    /// One IRI per activity, in order; a repeated identifier gets its place added.
    func activityIRIs(of manifest: PackageManifest) -> [String] {
        var used: Set<String> = [iri]
        return manifest.activities.enumerated().map { place, activity in
            if let own = activity.publishedIRI, manifest.standard == .tincan, used.insert(own).inserted { return own }
            let name = activity.identifier.isEmpty ? "item" : activity.identifier
            let plain = "\(iri)/\(name.addingPercentEncoding(withAllowedCharacters: .unreservedInPath) ?? "item")"
            if plain.utf8.count <= 1_000, used.insert(plain).inserted { return plain }
            let numbered = "\(iri)/item-\(place + 1)-\(hexadecimal(SHA256.hash(data: Data(name.utf8)).prefix(8)))"
            used.insert(numbered)
            return numbered
        }
    }
}

extension CharacterSet {
    /// RFC 3986 section 2.3.
    fileprivate static let unreservedInPath = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )
}
