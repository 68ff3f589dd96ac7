package import XAPI

/// What the routes must know of the settings (`docs/settings.md`).
package struct ServiceSettings: Sendable {
    /// Named in answers to requests without a version header.
    package var defaultVersion = XAPIVersion.v2_0
    /// Who attests, on certificates and attendance sheets; whoever signs writes it where it is not known.
    package var organisation: String?
    /// Where that is.
    package var organisationPlace: String?
    /// Pages that may call from a browser.
    package var origins = AllowedOrigins.any
    /// Bytes of a JSON body.
    package var bodyLimit = 16 << 20
    /// Bytes of a State or profile document.
    package var documentLimit = 16 << 20
    /// Bytes of an uploaded package.
    package var uploadLimit = 2 << 30
    /// Bytes of one attachment; all of a request may have four times as many.
    package var attachmentLimit = 512 << 20
    /// Statements in one request.
    package var batchLimit = 10_000
    /// Bytes of one statement.
    package var statementLimit = 1 << 20
    /// Agents and Groups that one statement names, each counted once.
    package var agentLimit = 1_000
    /// Packages that arrive or are imported at the same time.
    package var uploadsAtOnce = 4
    /// Requests with more than 1 MiB of attachments that arrive at the same time.
    package var attachmentsAtOnce = 64
    /// How long a JSON body may take to arrive.
    package var bodyTimeout = Duration.seconds(60)
    /// How long a package, or statements with attachments, may take to arrive.
    package var uploadTimeout = Duration.seconds(3_600)
    /// A connection on which nothing moves is closed.
    package var idleTimeout = Duration.seconds(60)
    /// A client that reads nothing of its answer for so long is cut.
    package var writeTimeout = Duration.seconds(60)
    /// Connections at the same time.
    package var connectionLimit = 4_096
    /// Bytes of all headers of a request; of one header half of it.
    package var headerLimit = 32 << 10

    package init() {}
}
