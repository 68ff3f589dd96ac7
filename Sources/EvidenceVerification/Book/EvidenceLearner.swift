package import Foundation

/// Whom a claim is about: a person by the service's id, or an actor that is nobody's.
package enum EvidenceLearner: Hashable, Sendable {
    case person(UUID)
    /// By `InverseFunctionalIdentifier.canonical`.
    case actor(String)
}
