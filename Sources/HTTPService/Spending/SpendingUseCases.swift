import LearningRecords
import Persistence

/// The use cases of money.
struct SpendingUseCases: Sendable {
    let setPrice: SetPrice
    let setObligation: SetObligation
    let measure: MeasureSpending

    init(database: any Database) {
        setPrice = SetPrice(database: database)
        setObligation = SetObligation(database: database)
        measure = MeasureSpending(database: database)
    }
}
