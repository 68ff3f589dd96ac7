import Completion
import ExactJSON

/// What courses consist of, as the records of their packages say, by version.
struct CourseLedger: Sendable {
    struct Version: Sendable {
        let number: Int64
        let title: String
        let source: String
        let standard: String
        let outline: CourseOutline
    }

    private var courses: [String: [Version]] = [:]

    /// From the newest to the oldest.
    func versions(of course: String) -> [Version] { courses[course] ?? [] }

    /// - Parameters:
    ///   - package: a record of kind `package`.
    ///   - number: gives the number of an activity.
    /// - Returns: false for what is none.
    mutating func add(_ package: JSONValue, number: (String) -> Int64) -> Bool {
        guard let course = package[key: "course"]?.string, let version = package[key: "version"]?.integer,
            let source = package[key: "source"]?.string, let items = package[key: "items"],
            let standard = package[key: "answer"]?[key: "standard"]?.string
        else { return false }
        let outline = items.elements.compactMap { CourseOutline.Item($0, number: number) }
        guard outline.count == items.count else { return false }
        let title = outline.first { $0.kind == .course }?.title ?? ""
        courses[course, default: []].append(
            Version(
                number: version, title: title, source: source, standard: standard,
                outline: CourseOutline(items: outline)
            )
        )
        courses[course]?.sort { $0.number > $1.number }
        return true
    }
}

extension CourseOutline.Item {
    fileprivate init?(_ item: JSONValue, number: (String) -> Int64) {
        guard let activity = item[key: "activity"]?.string, let identifier = item[key: "identifier"]?.string,
            let title = item[key: "title"]?.string, let kind = item[key: "kind"]?.string,
            let isLaunchable = item[key: "launchable"]?.bool
        else { return nil }
        self.init(
            activity: number(activity), identifier: identifier, title: title, kind: Kind(rawValue: kind) ?? .cluster,
            parent: item[key: "parent"]?.integer.flatMap { Int(exactly: $0) },
            masteryScore: item[key: "mastery_score"]?.double,
            moveOn: item[key: "move_on"]?.string.flatMap(CourseOutline.MoveOn.init(rawValue:)),
            isLaunchable: isLaunchable
        )
    }
}

extension NamedRules {
    /// The rule that a package's standard asks for, by `answer.standard` of its import.
    package static func id(forStandard standard: String) -> String {
        switch standard {
        case "scorm12": "scorm12.default"
        case "scorm2004-2nd", "scorm2004-3rd", "scorm2004-4th", "scorm2004-unknown": "scorm2004.default"
        case "cmi5": "cmi5.moveon"
        default: "xapi.verb"
        }
    }
}
