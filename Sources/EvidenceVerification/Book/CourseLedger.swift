import Completion
import ExactJSON

/// What courses consist of, as the records of their packages say, by version; and which rules were put in force in them.
struct CourseLedger: Sendable {
    struct Version: Sendable {
        let number: Int64
        let title: String
        let source: String
        let standard: String
        let outline: CourseOutline
    }

    private var courses: [String: [Version]] = [:]
    private var chosen: [String: RuleDocument] = [:]
    private var activities: [String: Set<[UInt8]>] = [:]

    /// From the newest to the oldest.
    func versions(of course: String) -> [Version] { courses[course] ?? [] }

    /// IRIs of what the versions of a course consist of, in order.
    func activities(of course: String) -> [[UInt8]] {
        (activities[course] ?? []).sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The one that was put in force last; where none was, that of the standard of the first package.
    func rule(of course: String) -> RuleDocument? {
        chosen[course]
            ?? versions(of: course).last.flatMap { NamedRules.document(NamedRules.id(forStandard: $0.standard)) }
    }

    /// - Parameter choice: a record of kind `ruleInForce`. A rule that is shipped stands in it without its document.
    /// - Returns: false for what is none, or names a rule that is not shipped with this program.
    mutating func putInForce(_ choice: JSONValue) -> Bool {
        guard let course = choice[key: "course"]?.string, let id = choice[key: "rule"]?.string,
            let version = choice[key: "version"]?.integer, let document = choice[key: "document"]
        else { return false }
        let rule = document.isNull ? NamedRules.document(id) : try? RuleDocument(reading: document)
        guard let rule, rule.id == id, Int64(rule.version) == version else { return false }
        chosen[course] = rule
        return true
    }

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
        for item in items.elements {
            if let activity = item[key: "activity"]?.string {
                activities[course, default: []].insert(Array(activity.utf8))
            }
        }
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
        case "none": "course.default"
        default: "xapi.verb"
        }
    }
}
