import ArgumentParser
import HTTPService
import LearningRecords
import XAPI

/// `releve demo`: an empty store filled with what a large employer's would hold.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills an empty store with people, courses and statements to try everything on.",
        discussion: """
            Three employers, two hundred métiers, six providers, a year of statements with the defects of real feeds. The same \
            seed gives the same again. It refuses a store that holds people or courses.
            """
    )

    @OptionGroup(title: "Store") var store: StoreOptions

    @Option(help: "How many people.") var people = 4_000
    @Option(help: "How many courses.") var courses = 60
    @Option(help: "What the draws begin with.") var seed: UInt64 = 1
    @Option(help: "How many statements; ten for each person where it is not said.") var statements: Int?

    func validate() throws {
        guard (1...100_000).contains(people), (1...2_000).contains(courses),
            (1...50_000_000).contains(statements ?? 1)
        else {
            throw ValidationError("--people 1…100000, --courses 1…2000, --statements 1…50000000.")
        }
    }

    func run() async throws {
        let store = try await Store(try await Settings(store))
        let request = FillDemo.Request(
            people: people, courses: courses, seed: seed, statements: statements ?? people * 10
        )
        let outcome = try await store.useCases.fillDemo(request)
        while try await store.useCases.chores.rewriteStandings() > 0 {}
        try await store.close()
        switch outcome {
        case .filled(let count):
            Terminal.say(
                french: "\(people) personnes, \(courses) cours, \(count) déclarations.",
                english: "\(people) people, \(courses) courses, \(count) statements."
            )
        case .notEmpty:
            Terminal.complain(
                LocalizedText(
                    french: "Ce magasin contient déjà des personnes ou des cours ; rien n’a été ajouté.",
                    english: "This store holds people or courses already; nothing was added."
                )
            )
            throw ExitCode.failure
        }
    }
}
