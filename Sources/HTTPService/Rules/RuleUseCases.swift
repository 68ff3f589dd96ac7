import LearningRecords
import Persistence

/// The use cases of rules.
struct RuleUseCases: Sendable {
    let find: FindRules
    let save: SaveRule
    let tryOut: TryRule
    let findInForce: FindCourseRules
    let putInForce: PutRuleInForce

    init(database: any Database, outlines: CourseOutlines) {
        find = FindRules(database: database)
        save = SaveRule(database: database)
        tryOut = TryRule(database: database, outlines: outlines)
        findInForce = FindCourseRules(database: database)
        putInForce = PutRuleInForce(database: database, outlines: outlines)
    }
}
