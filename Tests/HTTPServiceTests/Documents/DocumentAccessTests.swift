import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

@Suite("scopes of documents")
struct DocumentAccessTests {
    /// Communication 4.2: what each key may do with each resource.
    @Test(
        "state and profile read and write their own, all/read reads, all does all",
        arguments: DocumentContext.Resource.allCases
    )
    func scopes(resource: DocumentContext.Resource) async throws {
        let own: ServiceFixture.Key = resource == .state ? .state : .profile
        try await ServiceFixture.run(on: .sqlite) { service in
            let uri = "\(resource.sampleURI)&\(resource.idParameter)=a"
            for key in ServiceFixture.Key.allCases {
                let mayWrite = [own, .all, .admin].contains(key)
                let mayRead = mayWrite || key == .allRead
                let post = try await service.send(.post, uri, as: key, body: "{}")
                #expect(post.status == (mayWrite ? .noContent : .forbidden), "\(key)")
                for asked in [uri, resource.sampleURI] {
                    _ = try await service.send(.post, uri, body: "{}")
                    let get = try await service.send(.get, asked, as: key)
                    #expect(get.status == (mayRead ? .ok : .forbidden), "\(key)")
                }
                let put = try await service.send(.put, uri, as: key, headers: ["If-Match": "*"], body: "{}")
                #expect(put.status == (mayWrite ? .noContent : .forbidden), "\(key)")
                let delete = try await service.send(.delete, uri, as: key)
                #expect(delete.status == (mayWrite ? .noContent : .forbidden), "\(key)")
            }
            #expect(try await service.send(.get, uri, as: nil).status == .unauthorized)
            #expect(try await service.send(.put, uri, as: nil, body: "{}").status == .unauthorized)
        }
    }
}
