import HTTPTypes
package import Hummingbird
import LearningRecords

/// Every route of the service, behind its gate. Built without a server, so that tests need no port.
package struct Endpoints: Sendable {
    private let table: RouteTable
    private let gate: Gate
    private let consistentThrough: ConsistentThrough
    let settings: ServiceSettings

    package init(_ useCases: UseCases, settings: ServiceSettings = ServiceSettings()) {
        let receive = ReceivePackage(files: useCases.files, settings: settings, random: useCases.random)
        let printer = Printer()
        table = RouteTable(
            routes: AboutRoutes().routes + StatementRoutes(useCases: useCases, settings: settings).routes
                + Self.documents(useCases, settings) + ActivityRoutes(useCases: useCases).routes
                + AgentRoutes(useCases: useCases).routes
                + PackageRoutes(useCases: useCases, receive: receive).routes
                + CourseRoutes(useCases: useCases, settings: settings).routes
                + CompletionRoutes(useCases: useCases).routes + FeedbackRoutes(useCases: useCases).routes
                + RegistrationRoutes(useCases: useCases, settings: settings).routes
                + SessionRoutes(useCases: useCases, settings: settings, printer: printer).routes
                + Self.people(useCases, settings, printer)
                + Self.counting(useCases, settings)
                + FeedRoutes(useCases: useCases, settings: settings).routes
                + WebhookRoutes(useCases: useCases, settings: settings).routes
                + EvidenceRoutes(evidence: useCases.evidence).routes
                + WitnessRoutes(evidence: useCases.evidence, settings: settings).routes
                + BundleRoutes(evidence: useCases.evidence, settings: settings, printer: printer).routes
                + KeyRoutes(useCases: useCases, settings: settings).routes + HealthRoutes(useCases: useCases).routes
        )
        consistentThrough = useCases.consistentThrough
        gate = Gate(
            authenticateKey: useCases.keys.authenticate, logged: ReadLogging(log: useCases.reads.log),
            clock: useCases.clock
        )
        self.settings = settings
    }

    private static func documents(_ useCases: UseCases, _ settings: ServiceSettings) -> [Route] {
        DocumentContext.Resource.allCases.flatMap {
            DocumentRoutes(resource: $0, useCases: useCases, settings: settings).routes
        }
    }

    private static func people(_ useCases: UseCases, _ settings: ServiceSettings, _ printer: Printer) -> [Route] {
        PeopleRoutes(useCases: useCases, settings: settings).routes
            + IdentifierRoutes(useCases: useCases, settings: settings).routes
            + PeopleImportRoutes(useCases: useCases, settings: settings).routes
            + HistoryRoutes(useCases: useCases, settings: settings).routes
            + AccessRoutes(useCases: useCases, settings: settings).routes
            + CompetenceRoutes(useCases: useCases, settings: settings).routes
            + SpendingRoutes(useCases: useCases, settings: settings).routes
            + CampaignRoutes(useCases: useCases, settings: settings).routes
            + ErasureRoutes(useCases: useCases, settings: settings).routes
            + RetentionRoutes(useCases: useCases, settings: settings).routes
            + AccessLogRoutes(useCases: useCases).routes
            + InspectionRoutes(useCases: useCases, settings: settings).routes
            + TranscriptRoutes(useCases: useCases, printer: printer).routes
            + CertificateRoutes(useCases: useCases, settings: settings, printer: printer).routes
            + TimeRoutes(useCases: useCases).routes
    }

    /// What counts.
    private static func counting(_ useCases: UseCases, _ settings: ServiceSettings) -> [Route] {
        SourceRoutes(useCases: useCases, settings: settings).routes
            + RuleRoutes(useCases: useCases, settings: settings).routes
            + DecisionRoutes(useCases: useCases, settings: settings).routes
            + PathRoutes(useCases: useCases, settings: settings).routes
    }

    var routes: [Route] { table.routes }

    /// Method and path of every route, for the documents' tests.
    package var paths: [(method: HTTPRequest.Method, path: String)] { table.routes.map { ($0.method, $0.path) } }

    /// Middlewares come first: Hummingbird applies one only to the routes that are added after it.
    package func router() -> ServiceRouter {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: VersionMiddleware(defaultVersion: settings.defaultVersion))
        router.add(middleware: CrossOriginMiddleware(origins: settings.origins, routes: table))
        router.add(middleware: ConsistentThroughMiddleware(consistentThrough: consistentThrough))
        router.add(middleware: ProblemMiddleware(routes: table))
        for route in table.routes {
            router.on(RouterPath(route.path), method: route.method) { [gate] request, context in
                try await gate.open(route, request, context)
            }
        }
        let formLimit = min(settings.bodyLimit, Self.formLimit)
        return ServiceRouter(
            router: router,
            alternate: AlternateSyntax(limit: formLimit, timeout: settings.bodyTimeout)
        )
    }

    /// Bytes of a form of the alternate request syntax.
    private static let formLimit = 4 << 20
}
