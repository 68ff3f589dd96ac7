extension TranscriptPage {
    /// Mustache escapes whatever stands between two braces.
    static let templateText = """
        <!doctype html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – {{name}}</title>
        <style>
        @page { size: A4; margin: 18mm 15mm; }
        body { font: 11pt/1.4 system-ui, sans-serif; color: #111; background: #fff; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; margin: 0 0 .2rem; }
        h2 { font-size: 1.2rem; font-weight: 600; margin: 0 0 1rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 1.5rem; }
        dt { color: #444; }
        dd { margin: 0; }
        table { width: 100%; border-collapse: collapse; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th { text-align: left; border-bottom: 2px solid #111; padding: .3rem .5rem .3rem 0; }
        td { vertical-align: top; border-bottom: 1px solid #bbb; padding: .4rem .5rem .4rem 0; }
        td.course { width: 52%; }
        p.why { margin: .1rem 0 0; font-size: .85rem; color: #444; }
        .completed, .waived { font-weight: 600; }
        footer { margin-top: 1.5rem; font-size: .9rem; color: #333; }
        @media print { body { margin: 0; padding: 0; max-width: none; } }
        </style>
        </head>
        <body>
        <h1>{{title}}</h1>
        <h2>{{name}}</h2>
        <dl>
        {{#facts}}
        <dt>{{name}}</dt><dd>{{value}}</dd>
        {{/facts}}
        </dl>
        {{#isEmpty}}
        <p>{{nothing}}</p>
        {{/isEmpty}}
        {{^isEmpty}}
        <table>
        <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#lines}}
        <tr>
        <td class="course">{{course}} ({{source}})<p class="why">{{explanation}}</p></td>
        <td class="{{style}}">{{status}}</td><td>{{date}}</td><td>{{time}}</td>
        </tr>
        {{/lines}}
        </tbody>
        </table>
        {{/isEmpty}}
        {{#hasMore}}
        <p>{{more}}</p>
        {{/hasMore}}
        <footer>
        <p>{{time}}</p>
        <p>{{footer}}</p>
        </footer>
        </body>
        </html>

        """
}
