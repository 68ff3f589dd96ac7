import Foundation

/// Where a webhook's receiver listens: `http` or `https`, with a host and no user. Bounded, and with a port that is one.
package struct WebhookAddress: Equatable, Sendable {
    package let text: String

    package static let largest = 2_000

    /// Nil for what is no such address.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.largest, let url = URL(string: text, encodingInvalidCharacters: false),
            let parts = URLComponents(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host()?.isEmpty == false, url.user() == nil, url.password() == nil, url.fragment() == nil
        else { return nil }
        // A port beyond 65,535 would trap in the HTTP client.
        let hasPort = parts.rangeOfPort.map { !text[$0].isEmpty } ?? false
        if hasPort { guard let port = url.port, (1...65_535).contains(port) else { return nil } }
        self.text = text
    }
}
