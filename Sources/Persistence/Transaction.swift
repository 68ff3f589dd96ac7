/// A transaction under way, seen from its closure: all of it is stored, or nothing.
///
/// It is used by one closure, on one thread, and not after the closure has returned.
package protocol Transaction: AnyObject {
    var engine: SQLEngine { get }
    /// When the transaction began: µs since 1970 UTC by the store's clock, never before an earlier transaction's.
    var startedAt: Int64 { get }
    /// Runs `query` and waits for its rows.
    func rows(_ query: Query) throws -> [Row]
    /// Runs `query` for its effect. It may be sent later, before the next `rows` or the commit, and may throw there.
    func execute(_ query: Query) throws
}
