import LearningRecords
import Persistence

/// The use cases of sources.
struct SourceUseCases: Sendable {
    let find: FindSources
    let save: SaveSource
    let advise: AdviseSource

    init(database: any Database, outlines: CourseOutlines) {
        find = FindSources(database: database)
        save = SaveSource(database: database, outlines: outlines)
        advise = AdviseSource(database: database)
    }
}
