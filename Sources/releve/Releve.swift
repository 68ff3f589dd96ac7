import ArgumentParser

@main
struct Releve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releve",
        abstract: "A learning record store with provable completion.",
        subcommands: [
            Serve.self, Import.self, ImportHistoryFile.self, Keys.self, People.self, Log.self, Check.self, Rebuild.self,
            Demo.self, Erase.self, Retention.self,
        ]
    )
}
