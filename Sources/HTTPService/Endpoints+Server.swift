package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore

extension Endpoints {
    /// The service on a port, with the bounds on connections, headers and silence.
    ///
    /// - Parameter onListening: gets the port, which the system chose where 0 was asked.
    package func application(
        address: String,
        port: Int,
        logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) -> some ApplicationProtocol {
        Application(
            router: router(),
            server: .http1(configuration: http),
            configuration: ApplicationConfiguration(
                address: .hostname(address, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connectionLimit)
            ),
            onServerRunning: { await onListening($0.localAddress?.port ?? port) },
            logger: logger
        )
    }

    private var http: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [StalledWrites(timeout: settings.writeTimeout)],
            idleTimeout: .nanoseconds(settings.idleTimeout.components.seconds * 1_000_000_000),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: settings.headerLimit / 2,
                maxHeaderListSize: settings.headerLimit,
                maxHeaderFieldCount: 200
            )
        )
    }
}
