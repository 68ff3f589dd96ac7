/// Sets members of an object and leaves every other byte as it is.
package enum JSONSplice {
    /// The bytes of `object` with `members`: in place where a name is there, each time that it is; behind the last member,
    /// in their order, where it is not.
    ///
    /// - Parameter members: names, and values as JSON texts, which are taken as they are. Of a name that is given twice
    ///   the last value counts. Where `object` is none, its bytes come back.
    package static func splicing(_ object: JSONValue, members: [(key: String, json: [UInt8])]) -> [UInt8] {
        var edits = JSONEdits()
        edits.change(object, setting: members)
        return edits.applied(to: object)
    }

    /// The bytes of `object` with the members of `other`, their values as they are written there.
    package static func merging(_ object: JSONValue, with other: JSONValue) -> [UInt8] {
        splicing(object, members: other.members.map { ($0.key, Array($0.value.bytes)) })
    }
}
