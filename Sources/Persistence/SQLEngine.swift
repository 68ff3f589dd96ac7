/// The engine below a `Database`. Callers that ask for it say something that no `Fragment` can.
package enum SQLEngine: Sendable, Hashable {
    case sqlite, postgres
}
