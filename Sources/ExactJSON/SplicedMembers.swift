/// The members that a splice sets, each name once with its last value. Few are compared with the object's names one by
/// one, many are looked up: a large object in a large one must not take the product of both.
struct SplicedMembers {
    let members: [(key: String, json: [UInt8])]
    /// Where each name stands in `members`; nil where they are few.
    private let places: [[UInt8]: Int]?

    private static var few: Int { 12 }

    init(_ members: [(key: String, json: [UInt8])]) {
        guard members.count > Self.few else {
            self.members = members.enumerated().filter { place, member in
                !members[(place + 1)...].contains { $0.key.utf8.elementsEqual(member.key.utf8) }
            }.map(\.element)
            places = nil
            return
        }
        var last: [[UInt8]: Int] = [:]
        for (place, member) in members.enumerated() { last[Array(member.key.utf8)] = place }
        self.members = members.enumerated().filter { last[Array($1.key.utf8)] == $0 }.map(\.element)
        for (place, member) in self.members.enumerated() { last[Array(member.key.utf8)] = place }
        places = last
    }

    /// The member whose name reads as the key at this node; nil where it stays as it is.
    func place(of key: Int, in tape: JSONTape) -> Int? {
        guard let places else { return members.firstIndex { tape.key(at: key, is: $0.key) } }
        return places[tape.name(at: key)]
    }
}
