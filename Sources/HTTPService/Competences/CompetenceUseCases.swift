import LearningRecords
import Persistence

/// The use cases of competences.
struct CompetenceUseCases: Sendable {
    let save: SaveCompetence
    let find: FindCompetences
    let holders: FindHolders

    init(database: any Database) {
        save = SaveCompetence(database: database)
        find = FindCompetences(database: database)
        holders = FindHolders(database: database)
    }
}
