import ExactJSON
package import PlainPages
package import XAPI
import ZipArchive

/// Makes the readable part of a bundle again from its records, for other forms than the one in it. Nothing is proven by that;
/// `VerifyBundle` does.
package struct ReadSummary {
    package init() {}

    /// - Parameter path: of a bundle that this service built.
    /// - Throws: where it is none.
    package func callAsFunction(_ path: String) throws -> (page: PlainPage, asOf: Instant) {
        let file = try BundleFile(path)
        let head = try file.head()
        var book = EvidenceBook()
        for number in 0..<file.recordFiles {
            for record in try CheckedRecord.all(in: [file.records(number)]) {
                _ = book.add(record.record, leaf: record.leaf)
            }
        }
        let claims = try EvidenceSubject.all(in: try file.content(BundlePath.claims)).compactMap { subject in
            book.claim(of: subject.learner, in: subject.course, asOf: head.asOf)
        }
        return (SummaryPage(head: head, claims: claims, book: book).page, head.asOf)
    }
}
