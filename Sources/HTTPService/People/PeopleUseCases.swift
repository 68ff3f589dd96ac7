import Foundation
package import LearningRecords
import Persistence
import XAPI

/// The use cases of people.
package struct PeopleUseCases: Sendable {
    let save: SavePerson
    let find: FindPeople
    let change: ChangeIdentifier
    let merge: MergePeople
    let split: SplitPerson
    let events: FindPersonEvents
    let unknown: FindUnknownPeople
    let shared: FindSharedIdentifiers
    package let importTable: ImportPeople

    init(database: any Database, outlines: CourseOutlines, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        let newID: @Sendable () -> UUID = { UUID(random: random(16)) }
        save = SavePerson(database: database, outlines: outlines, newID: newID)
        find = FindPeople(database: database)
        change = ChangeIdentifier(database: database, outlines: outlines)
        merge = MergePeople(database: database, outlines: outlines)
        split = SplitPerson(database: database, outlines: outlines)
        events = FindPersonEvents(database: database)
        unknown = FindUnknownPeople(database: database)
        shared = FindSharedIdentifiers(database: database)
        importTable = ImportPeople(database: database, outlines: outlines, newID: newID)
    }
}
