import ArgumentParser

/// Where records are: asked by every subcommand that opens the store.
struct StoreOptions: ParsableArguments {
    @Option(help: "Folder of the SQLite store, the packages, large attachments and documents, and the admin key.")
    var data: String?

    @Option(help: "postgres://… to keep records in PostgreSQL instead of SQLite.")
    var database: String?

    @Option(help: "Connections to PostgreSQL.")
    var databaseConnections: Int?

    @Option(help: "A file outside of the data folder, to which every checkpoint of the log is added.")
    var checkpointJournal: String?

    @Option(help: "The address that users see; IRIs of courses begin with it.")
    var publicURL: String?

    @Option(help: "A JSON file with settings by these names, without the hyphens in front.")
    var config: String?

    /// What was given on the command line, by the setting's name.
    var given: [String: String?] {
        [
            "data": data, "database": database, "database-connections": databaseConnections.map { String($0) },
            "public-url": publicURL, "checkpoint-journal": checkpointJournal,
        ]
    }
}
