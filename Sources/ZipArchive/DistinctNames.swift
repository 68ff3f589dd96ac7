/// No path twice, and none that a case-insensitive file system would take for another.
struct DistinctNames {
    /// The place of each path in the directory.
    let places: [String: Int]

    init(_ members: [ZipArchive.Member]) throws(ZipRefusal) {
        var places: [String: Int] = [:]
        var folded: [String: Int] = [:]
        places.reserveCapacity(members.count)
        folded.reserveCapacity(members.count)
        for (place, member) in members.enumerated() {
            // Upper case first: it makes `SS` of `ß`, as case folding does. Equality of strings sees to composed and
            // decomposed accents.
            guard let first = folded.updateValue(place, forKey: member.path.uppercased().lowercased()) else {
                places[member.path] = place
                continue
            }
            let earlier = members[first]
            // A folder that is listed twice takes nothing from anybody.
            let isSameFolder =
                earlier.isDirectory && member.isDirectory
                && earlier.path.utf8.elementsEqual(member.path.utf8)
            guard isSameFolder else { throw .duplicateName(earlier.path, member.path) }
        }
        self.places = places
    }
}
