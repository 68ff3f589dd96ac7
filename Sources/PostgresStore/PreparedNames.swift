import Persistence

/// The statements prepared on one connection, by a query's template; the least used gives way.
struct PreparedNames {
    final class Entry {
        let name: String
        let rendered: RenderedQuery
        /// In the server, as far as results have told.
        var isPrepared = false
        fileprivate(set) var lastUse = 0

        fileprivate init(name: String, rendered: RenderedQuery) {
            self.name = name
            self.rendered = rendered
        }
    }

    private var entries: [String: Entry] = [:]
    private var uses = 0
    private var names = 0
    private let capacity: Int

    init(capacity: Int = 256) { self.capacity = capacity }

    /// The entry of `template`, and one that gave way to it.
    mutating func entry(for template: String) -> (entry: Entry, evicted: Entry?) {
        uses += 1
        if let known = entries[template] {
            known.lastUse = uses
            return (known, nil)
        }
        let evicted = entries.count >= capacity ? evict() : nil
        names += 1
        let entry = Entry(name: "s\(names)", rendered: RenderedQuery(template, for: .postgres))
        entry.lastUse = uses
        entries[template] = entry
        return (entry, evicted)
    }

    /// After an error: what was not prepared for sure is prepared again, under another name.
    mutating func forgetUnprepared() {
        entries = entries.filter { $0.value.isPrepared }
    }

    private mutating func evict() -> Entry? {
        guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        return entries.removeValue(forKey: oldest.key)
    }
}
