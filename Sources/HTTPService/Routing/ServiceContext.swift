import Foundation
import HTTPTypes
package import Hummingbird
import LearningRecords
import XAPI

/// What one request carries besides itself: who calls, and under which xAPI version.
package struct ServiceContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    var credential: Credential?
    var version: XAPIVersion?
    var query = QueryParameters()
    /// Where a handler says whom and what the request's body asks about.
    var subject: ReadSubject?
    /// Why the request is refused before it came to a route; `ProblemMiddleware` throws it.
    var refusal: (any Error)?

    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    /// Who calls; every route but the open ones has been through authentication.
    func caller() throws(Problem) -> Credential {
        guard let credential else { throw .unauthenticated }
        return credential
    }

    /// What the caller's inspection is about; nil for any other key.
    func reach() throws(Problem) -> InspectionReach? { try caller().inspection?.reach }

    /// A part of the path, decoded; what no id can be is found nowhere.
    func pathPart(_ name: String) throws -> String {
        guard let text = try parameters.require(name).removingPercentEncoding, !text.utf8.contains(0) else {
            throw Problem.notFound
        }
        return text
    }

    func language(of request: Request) -> Language { Language(accepting: request.headers[.acceptLanguage]) }
}
