/// A request to a webhook's receiver, ready to be sent as a POST.
package struct WebhookDelivery: Sendable {
    package let url: String
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
}

/// What became of it.
package enum WebhookAnswer: Equatable, Sendable {
    case status(Int)
    /// Not answered in time.
    case timeout
    /// No connection, or one that ended without an answer.
    case noAnswer

    /// Redirects are not followed: whoever moves makes a new webhook.
    var isTaken: Bool {
        if case .status(200..<300) = self { true } else { false }
    }

    /// The receiver wants no more (RFC 9110 section 15.5.11).
    var isGone: Bool { self == .status(410) }

    /// As it is kept and shown.
    var code: String {
        switch self {
        case .status(let status): "status-\(status)"
        case .timeout: "timeout"
        case .noAnswer: "no-answer"
        }
    }
}
