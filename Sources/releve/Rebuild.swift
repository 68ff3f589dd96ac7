import ArgumentParser
import HTTPService
import LearningRecords

/// `releve rebuild`: makes anew what is kept beside the statements.
struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Folds all statements again, and mends facts, standings and counts that do not follow from them.",
        discussion: "Shows what was not right. The service may run meanwhile. The same again finds nothing."
    )

    @OptionGroup(title: "Store") var store: StoreOptions

    func run() async throws {
        let store = try await Store(try await Settings(store))
        let report = FoldReport()
        report.end(try await store.useCases.folds.rebuild(tell: report.tell))
        try await store.close()
    }
}
