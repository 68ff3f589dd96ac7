import ArgumentParser

/// What `serve` asks besides the store. Each is also an environment variable and a key of the settings file.
struct ServeOptions: ParsableArguments {
    @Option(help: "Address to listen on.")
    var address: String?

    @Option(help: "Port to listen on; 0 lets the system choose.")
    var port: Int?

    @Option(help: "Host under which course content is served, different from the console's.")
    var contentHost: String?

    @Option(
        name: .customLong("default-xapi-version"),
        help: "2.0.0 or 1.0.3, named in answers to requests without one."
    )
    var defaultXAPIVersion: String?

    @Option(help: "Origins whose pages may call from a browser, between commas; * for all, none for none.")
    var corsOrigins: String?

    @Option(help: "A file of certificates (PEM): signers of statements whose chain leads to one are trusted.")
    var trustedRoots: String?

    @Option(help: "The organisation that attests, on certificates and attendance sheets.")
    var organisation: String?

    @Option(help: "The place where it does.")
    var organisationPlace: String?

    @Option(help: "debug, info, notice, warning or error.")
    var logLevel: String?

    @Flag(help: "Keeps script/server from importing the sample packages; nothing here.")
    var empty = false

    @OptionGroup(title: "Limits")
    var limits: LimitOptions

    var given: [String: String?] {
        let own = [
            "address": address, "port": port.map { String($0) }, "content-host": contentHost,
            "default-xapi-version": defaultXAPIVersion, "cors-origins": corsOrigins, "trusted-roots": trustedRoots,
            "log-level": logLevel, "organisation": organisation, "organisation-place": organisationPlace,
            "empty": empty ? "true" : nil,
        ]
        return own.merging(limits.given) { own, _ in own }
    }
}

/// Bounds on what clients send.
struct LimitOptions: ParsableArguments {
    @Option(help: "Bytes of a JSON body.")
    var bodyLimit: Int?

    @Option(help: "Bytes of a State or profile document.")
    var documentLimit: Int?

    @Option(help: "Bytes of one attachment.")
    var attachmentLimit: Int?

    @Option(help: "Statements in one request.")
    var batchLimit: Int?

    @Option(help: "Bytes of one statement.")
    var statementLimit: Int?

    @Option(help: "Agents and groups that one statement names, each counted once.")
    var agentLimit: Int?

    @Option(help: "Packages that arrive or are imported at the same time.")
    var uploadsAtOnce: Int?

    @Option(help: "Requests with more than 1 MiB of attachments that arrive at the same time.")
    var attachmentsAtOnce: Int?

    @Option(help: "Seconds that a JSON body may take to arrive.")
    var bodyTimeout: Int?

    @Option(help: "Seconds that a package, or statements with attachments, may take to arrive.")
    var uploadTimeout: Int?

    @Option(help: "Seconds after which a connection on which nothing moves is closed.")
    var idleTimeout: Int?

    @Option(help: "Seconds after which a client is cut that reads nothing of its answer.")
    var writeTimeout: Int?

    @Option(help: "Connections at the same time.")
    var connectionLimit: Int?

    @Option(help: "Bytes of a request's headers.")
    var headerLimit: Int?

    var given: [String: String?] {
        [
            "attachment-limit": attachmentLimit, "attachments-at-once": attachmentsAtOnce, "body-limit": bodyLimit,
            "document-limit": documentLimit, "batch-limit": batchLimit, "statement-limit": statementLimit,
            "agent-limit": agentLimit, "uploads-at-once": uploadsAtOnce, "body-timeout": bodyTimeout,
            "upload-timeout": uploadTimeout, "idle-timeout": idleTimeout, "write-timeout": writeTimeout,
            "connection-limit": connectionLimit,
            "header-limit": headerLimit,
        ].mapValues { $0.map { String($0) } }
    }
}
