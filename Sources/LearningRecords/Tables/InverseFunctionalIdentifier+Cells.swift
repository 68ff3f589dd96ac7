import ExactJSON
import XAPI

/// Identifiers as cells of a table have them, under the rules that hold inside a statement.
extension InverseFunctionalIdentifier {
    /// With or without `mailto:`.
    init?(mailCell text: String) {
        self.init { $0.member("mbox", text.hasPrefix("mailto:") ? text : "mailto:" + text) }
    }

    init?(accountCell name: String, homePage: String?) {
        guard let homePage else { return nil }
        self.init { agent in
            agent.member("account") { account in
                account.object {
                    $0.member("homePage", homePage)
                    $0.member("name", name)
                }
            }
        }
    }

    private init?(_ members: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.object(members)
        guard let document = try? JSONDocument(reading: writer.bytes),
            let identifier = (try? Actor(reading: document.root))?.identifier
        else { return nil }
        self = identifier
    }
}
