import XAPI

extension StatementScenario {
    private static func signature(_ contentType: String) -> String {
        let usage = Sample.attachment("contentType", contentType)
        return usage.replacing("https://example.fr/usage/certificate", with: AttachmentUsageIRI.signature)
    }

    static let attachments: [StatementScenario] = [
        accept("2.6: a signature is binary", signature(#""application/octet-stream""#)),
        accept("2.6: media types ignore case", signature(#""Application/Octet-Stream; x=y""#)),
        refuse(
            "2.6: a signature is no text",
            signature(#""text/plain; charset=ascii""#),
            .signatureContentType,
            "/attachments/0/contentType"
        ),
        refuse(
            "2.6: nor another binary",
            signature(#""application/octet-streams""#),
            .signatureContentType,
            "/attachments/0/contentType"
        ),
        accept("2.4.11: an attachment", Sample.attachment()),
        accept("2.4.11: no attachments", Sample.statement(#""attachments":[]"#)),
        accept(
            "2.4.11: with a description and a place to fetch it",
            Sample.attachment("description", #"{"fr":"x"},"fileUrl":"http://e.fr/f.pdf""#)
        ),
        accept(
            "2.4.11: a media type with parameters",
            Sample.attachment("contentType", #""text/plain; charset=ascii""#)
        ),
        accept("2.4.11: a length spelt as a decimal", Sample.attachment("length", "27.0")),
        refuse("2.4.11: attachments are a list", Sample.statement(#""attachments":{}"#), .wrongType, "/attachments"),
        refuse(
            "2.4.11: an attachment is an object",
            Sample.statement(#""attachments":["x"]"#),
            .wrongType,
            "/attachments/0"
        ),
        refuse(
            "2.4.11: usageType is required",
            Sample.attachment("usageType", nil),
            .missingProperty,
            "/attachments/0"
        ),
        refuse("2.4.11: display is required", Sample.attachment("display", nil), .missingProperty, "/attachments/0"),
        refuse(
            "2.4.11: contentType is required",
            Sample.attachment("contentType", nil),
            .missingProperty,
            "/attachments/0"
        ),
        refuse("2.4.11: length is required", Sample.attachment("length", nil), .missingProperty, "/attachments/0"),
        refuse("2.4.11: sha2 is required", Sample.attachment("sha2", nil), .missingProperty, "/attachments/0"),
        refuse(
            "2.4.11: usageType is an IRI",
            Sample.attachment("usageType", #""certificate""#),
            .invalidIRI,
            "/attachments/0/usageType"
        ),
        refuse(
            "2.4.11: display is a language map",
            Sample.attachment("display", #""x""#),
            .wrongType,
            "/attachments/0/display"
        ),
        refuse(
            "4.2: the tags of an attachment's description",
            Sample.attachment("description", #"{"something":"x"}"#),
            .invalidLanguageTag,
            "/attachments/0/description/something"
        ),
        refuse(
            "2.4.11: contentType is a media type",
            Sample.attachment("contentType", #""pdf""#),
            .invalidMediaType,
            "/attachments/0/contentType"
        ),
        refuse(
            "2.4.11: contentType is a string",
            Sample.attachment("contentType", "999"),
            .wrongType,
            "/attachments/0/contentType"
        ),
        refuse(
            "2.4.11: length is a number",
            Sample.attachment("length", #""27""#),
            .wrongType,
            "/attachments/0/length"
        ),
        refuse("2.4.11: length is whole", Sample.attachment("length", "27.5"), .invalidLength, "/attachments/0/length"),
        refuse(
            "2.4.11: length is not negative",
            Sample.attachment("length", "-1"),
            .invalidLength,
            "/attachments/0/length"
        ),
        refuse(
            "2.4.11: length is one that can exist",
            Sample.attachment("length", "99999999999999999999"),
            .invalidLength,
            "/attachments/0/length"
        ),
        refuse(
            "2.4.11: length is not 1e999",
            Sample.attachment("length", "1e999"),
            .invalidLength,
            "/attachments/0/length"
        ),
        refuse(
            "2.4.11: sha2 is hexadecimal",
            Sample.attachment("sha2", #""not a hash""#),
            .invalidSHA2,
            "/attachments/0/sha2"
        ),
        refuse(
            "2.4.11: sha2 is not a SHA-1",
            Sample.attachment("sha2", #""ebd31e95054c018b10727ccffd2ef2ec3a016ee9""#),
            .invalidSHA2,
            "/attachments/0/sha2"
        ),
        refuse(
            "2.4.11: fileUrl is an IRL",
            Sample.attachment("fileUrl", #""f.pdf""#),
            .invalidIRI,
            "/attachments/0/fileUrl"
        ),
    ]
}
