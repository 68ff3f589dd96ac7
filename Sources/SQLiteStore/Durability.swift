/// What is on disk when a write is answered.
package enum Durability: Sendable {
    /// The transaction, whatever happens next (`synchronous=FULL`).
    case full
    /// The transaction, unless the power fails (`synchronous=NORMAL`): for the tests that must see it lost.
    case processOnly

    var synchronous: String {
        switch self {
        case .full: "FULL"
        case .processOnly: "NORMAL"
        }
    }
}
