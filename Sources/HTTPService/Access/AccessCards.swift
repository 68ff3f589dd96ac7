import LearningRecords
import Mustache

/// Access codes as cards to print, cut and hand out: eight to a sheet of A4.
struct AccessCards {
    let given: [GiveAccessCodes.Given]
    let address: String
    let language: Language

    struct NoTemplate: Error {}

    /// A test renders it, so it is one.
    private static let template = try? MustacheTemplate(
        string: """
            <!DOCTYPE html>
            <html lang="{{language}}"><head><meta charset="utf-8"><title>{{title}}</title><style>
            @page { size: A4; margin: 10mm }
            body { font: 12pt sans-serif; margin: 0; display: grid; grid-template-columns: 1fr 1fr }
            div { border: 1px dashed #777; padding: 6mm; height: 55mm; box-sizing: border-box; break-inside: avoid }
            h2 { font-size: 13pt; margin: 0 0 3mm }
            p { margin: 0 0 3mm }
            b { font: bold 18pt monospace; letter-spacing: 1px }
            </style></head><body>
            {{#cards}}<div><h2>{{name}}</h2><p>{{intro}}</p><p><b>{{code}}</b></p><p>{{where}}</p><p>{{care}}</p></div>
            {{/cards}}</body></html>
            """
    )

    private struct View {
        let language: String
        let title: String
        let cards: [Card]
    }

    private struct Card {
        let name: String
        let code: String
        let intro: String
        let `where`: String
        let care: String
    }

    func html() throws -> String {
        guard let template = Self.template else { throw NoTemplate() }
        let isFrench = language == .french
        let cards = given.map { one in
            Card(
                name: one.person.name, code: one.code.text,
                intro: isFrench ? "Votre code personnel pour vos formations :" : "Your own code for your training:",
                where: isFrench
                    ? "Tapez-le sur la borne, ou sur \(address)." : "Type it at the kiosk, or at \(address).",
                care: isFrench
                    ? "Gardez-le pour vous. Perdu ? Demandez-en un autre aux ressources humaines."
                    : "Keep it to yourself. Lost? Ask human resources for another."
            )
        }
        let title = isFrench ? "Cartes d’accès" : "Access cards"
        return template.render(View(language: language.rawValue, title: title, cards: cards))
    }
}
