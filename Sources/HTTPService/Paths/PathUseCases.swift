import LearningRecords
import Persistence

/// The use cases of paths.
struct PathUseCases: Sendable {
    let save: SavePath
    let find: FindPaths
    let progress: FindPathProgress

    init(database: any Database) {
        save = SavePath(database: database)
        find = FindPaths(database: database)
        progress = FindPathProgress(database: database)
    }
}
