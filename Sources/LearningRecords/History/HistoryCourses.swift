import Foundation
import Persistence

/// Which course each name in a table of history means.
struct HistoryCourses: Sendable {
    enum Meant: Sendable {
        /// IRI.
        case course(String)
        /// One that is to be made, under the IRI that it will have.
        case new(DescribedCourse, iri: String)
        case unknown
        case several
    }

    private let source: String
    private let publicURL: String
    private var iris: Set<String> = []
    private var iriByKey: [[UInt8]: String] = [:]
    private var irisByTitle: [String: [String]] = [:]

    /// Every course: there are thousands at most, and a table names most of them.
    init(in transaction: any Transaction, source: String, publicURL: String) throws {
        self.source = source
        self.publicURL = publicURL
        for row in try transaction.rows("SELECT c.iri, c.key, c.title FROM course c WHERE c.id > 0") {
            let iri = try row.text(0)
            iris.insert(iri)
            iriByKey[try row.blob(1)] = iri
            irisByTitle[Self.folded(try row.text(2)), default: []].append(iri)
        }
    }

    /// By IRI, by the identifier that the source uses, or by a title that one course alone has, accents and case folded.
    func meant(by line: HistoryLine) -> Meant {
        if iris.contains(line.course) { return .course(line.course) }
        let described = DescribedCourse(
            source: source, identifier: line.course, title: line.title ?? line.course
        )
        let identity = described.identity(publicURL: publicURL) { iriByKey[$0] }
        if iriByKey[identity.key] != nil { return .course(identity.iri) }
        let sameTitle = irisByTitle[Self.folded(line.course)] ?? []
        if sameTitle.count == 1 { return .course(sameTitle[0]) }
        guard sameTitle.isEmpty else { return .several }
        return line.title == nil ? .unknown : .new(described, iri: identity.iri)
    }

    private static func folded(_ title: String) -> String { PersonClue.words(title).joined(separator: " ") }
}
