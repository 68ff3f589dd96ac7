import HTTPTypes
import LearningRecords

extension Preconditions {
    /// Reads `If-Match` and `If-None-Match` (RFC 9110 sections 13.1.1 and 13.1.2).
    init(_ headers: HTTPFields) {
        self.init(
            match: headers[.ifMatch].map(Condition.init(header:)),
            noneMatch: headers[.ifNoneMatch].map(Condition.init(header:))
        )
    }
}

extension Preconditions.Condition {
    /// `*`, or tags between commas. A tag without quotes is taken as if it had them: TinCanJS sends such. What is no tag
    /// at all matches nothing.
    init(header: String) {
        if header.filter({ $0 != " " && $0 != "\t" }) == "*" {
            self = .any
            return
        }
        var tags: [EntityTag] = []
        var tag = ""
        var isQuoted = false
        for character in header {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                tags.append(EntityTag(header: tag))
                tag = ""
            } else {
                tag.append(character)
            }
        }
        self = .tags(tags + [EntityTag(header: tag)])
    }
}

extension EntityTag {
    fileprivate init(header: String) {
        let text = header.trimmingPrefix { $0 == " " || $0 == "\t" }
        let isWeak = text.hasPrefix("W/")
        self.init(text.dropFirst(isWeak ? 2 : 0).filter { $0 != "\"" && $0 != " " && $0 != "\t" }, isWeak: isWeak)
    }

    /// As a header writes it.
    var header: String { "\(isWeak ? "W/" : "")\"\(opaque)\"" }
}
