import Testing
import XAPI

/// A signature, the statement it is attached to, and what becomes of it.
struct SignatureScenario: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable, Equatable {
        case accepted(SignatureStanding)
        case refused(InvalidStatement.Code)
    }

    /// Starts with the section.
    let title: String
    let outcome: Outcome
    let statement: String
    let instant: String
    let make: @Sendable (Signatory) throws -> String

    var testDescription: String { title }

    var refusal: InvalidStatement.Code? {
        if case .refused(let code) = outcome { code } else { nil }
    }

    private init(
        _ title: String,
        _ outcome: Outcome,
        statement: String = SignatureScenario.payload,
        at instant: String = "2026-06-01T00:00:00Z",
        _ make: @escaping @Sendable (Signatory) throws -> String,
    ) {
        self.title = title
        self.outcome = outcome
        self.statement = statement
        self.instant = instant
        self.make = make
    }

    static let payload = Sample.statement(
        #""id":"\#(Sample.uuid)","timestamp":"2026-01-20T09:12:44.120Z","result":{"duration":"PT1.12S"}"#
    )

    // MARK: Signatures as they should be

    static let accepted = [
        SignatureScenario("2.6: RS256, no certificate", .accepted(.unchecked)) {
            try SpeltSignature(payload, $0.key).compact
        },
        SignatureScenario("2.6: RS384", .accepted(.valid)) {
            try SpeltSignature(payload, $0.key, "RS384", x5c: [$0.leaf]).compact
        },
        SignatureScenario("2.6: RS512", .accepted(.valid)) {
            try SpeltSignature(payload, $0.key, "RS512", x5c: [$0.leaf]).compact
        },
        SignatureScenario("RFC 7515 4.1.6: a certificate of a trusted root", .accepted(.valid)) {
            try SpeltSignature(payload, $0.key, x5c: [$0.leaf]).compact
        },
        SignatureScenario("RFC 7515 4.1.6: a chain through one between", .accepted(.valid)) {
            try SpeltSignature(payload, $0.key, x5c: [$0.farLeaf, $0.middle]).compact
        },
        SignatureScenario("RFC 7515 4.1.6: a chain that brings its root", .accepted(.valid)) {
            try SpeltSignature(payload, $0.key, x5c: [$0.farLeaf, $0.middle, $0.root]).compact
        },
        SignatureScenario("RFC 5280 6: the one between is missing", .accepted(.untrusted)) {
            try SpeltSignature(payload, $0.key, x5c: [$0.farLeaf]).compact
        },
        SignatureScenario("RFC 5280 6: a certificate of its own making", .accepted(.untrusted)) {
            try SpeltSignature(payload, $0.key, x5c: [$0.selfSigned]).compact
        },
        SignatureScenario("RFC 5280 6: a leaf that vouches for another", .accepted(.untrusted)) {
            try SpeltSignature(payload, $0.key, x5c: [$0.selfSigned, $0.leaf]).compact
        },
        SignatureScenario("RFC 5280 4.1.2.5: expired", .accepted(.untrusted), at: "2027-01-02T00:00:00Z") {
            try SpeltSignature(payload, $0.key, x5c: [$0.leaf]).compact
        },
        SignatureScenario("RFC 5280 4.1.2.5: not yet valid", .accepted(.untrusted), at: "2025-12-31T00:00:00Z") {
            try SpeltSignature(payload, $0.key, x5c: [$0.leaf]).compact
        },
        SignatureScenario("2.6, appendix D: a key of 1024 bits can sign, but is not trusted", .accepted(.untrusted)) {
            try SpeltSignature(payload, $0.smallKey, x5c: [$0.smallLeaf]).compact
        },
        SignatureScenario("a chain longer than is looked at", .accepted(.untrusted)) {
            try SpeltSignature(payload, $0.key, x5c: [$0.leaf] + Array(repeating: $0.root, count: 6)).compact
        },
        SignatureScenario("RFC 7515 4: other fields of a header are passed over", .accepted(.unchecked)) {
            var spelt = SpeltSignature(payload, $0.key)
            spelt.header = #"{ "typ":"JWT", "kid":"k", "alg":"RS256", "x5u":"http://e.fr", "jwk":{} }"#
            return try spelt.compact
        },
    ]

    // MARK: What may differ between statement and payload

    private static func signing(_ title: String, _ sent: String, _ payload: String, _ outcome: Outcome) -> Self {
        SignatureScenario("2.3.1: \(title)", outcome, statement: sent) {
            try SpeltSignature(payload, $0.key, x5c: [$0.leaf]).compact
        }
    }
    private static let same = Outcome.accepted(.valid)
    private static let other = Outcome.refused(.otherStatementSigned)
    private static let identified = #""id":"\#(Sample.uuid)""#
    private static let stamped = #""timestamp":"2026-01-20T09:12:44.120Z""#
    private static func lasting(_ text: String) -> String {
        Sample.statement(#"\#(identified),"result":{"duration":"\#(text)"}"#)
    }

    static let payloads = [
        signing("a payload without id", Sample.statement(identified), Sample.statement(), same),
        signing(
            "an id given by the server or the parameter of a PUT", Sample.statement(), Sample.statement(identified),
            same),
        signing(
            "another id",
            Sample.statement(identified),
            Sample.statement(#""id":"11111111-3ef0-4ed3-8b37-7f3964730bee""#),
            other
        ),
        signing(
            "an id that the statement does not get", Sample.statement(),
            Sample.statement(#""id":"11111111-3ef0-4ed3-8b37-7f3964730bee""#), other),
        signing("a payload without timestamp", Sample.statement(stamped), Sample.statement(), same),
        signing("a timestamp that the server would overwrite", Sample.statement(), Sample.statement(stamped), other),
        signing(
            "a timestamp in another zone",
            Sample.statement(stamped),
            Sample.statement(#""timestamp":"2026-01-20T10:12:44.12+01:00""#),
            same
        ),
        signing(
            "version, stored and authority", Sample.statement(#""version":"1.0.0""#),
            Sample.statement(#""version":"1.0.1","stored":"2026-01-01","authority":\#(Sample.agent)"#), same),
        signing("the signature's own attachment", Sample.attachment(), Sample.statement(), same),
        signing(
            "the order of keys", Sample.statement(),
            #"{"object":\#(Sample.activity),"verb":\#(Sample.verb),"actor":\#(Sample.agent)}"#, same),
        signing("4.6: a duration beyond 0.01 s", lasting("P1DT12H36M0.1237S"), lasting("P1DT12H36M0.12S"), same),
        signing("4.6: a duration within 0.01 s", lasting("P1DT12H36M0.13S"), lasting("P1DT12H36M0.12S"), other),
        signing("another actor", Sample.statement(actor: Sample.member), Sample.statement(), other),
        signing("another verb", Sample.statement(verb: #"{"id":"http://e.fr/v"}"#), Sample.statement(), other),
        signing("another object", Sample.statement(object: Sample.reference), Sample.statement(), other),
        signing("a result that was not signed", Sample.result(#""success":true"#), Sample.statement(), other),
        signing("a context that was taken away", Sample.statement(), Sample.context(#""platform":"x""#), other),
    ]

    // MARK: Signatures that are refused

    private static func header(_ title: String, _ header: String, _ code: InvalidStatement.Code) -> Self {
        SignatureScenario(title, .refused(code)) {
            var spelt = SpeltSignature(payload, $0.key)
            spelt.header = header
            return try spelt.compact
        }
    }
    private static func algorithm(_ name: String) -> Self {
        SignatureScenario("2.6: the algorithm is not \(name)", .refused(.signatureAlgorithm)) {
            try SpeltSignature(payload, $0.key, name, x5c: [$0.leaf]).compact
        }
    }
    private static func certificates(_ title: String, _ json: String) -> Self {
        header("RFC 7515 4.1.6: \(title)", #"{"alg":"RS256","x5c":\#(json)}"#, .signatureCertificate)
    }
    private static func text(_ title: String, _ make: @escaping @Sendable ([String]) -> String) -> Self {
        SignatureScenario("RFC 7515 7.1: \(title)", .refused(.malformedSignature)) {
            make(try SpeltSignature(payload, $0.key).parts)
        }
    }
    private static func wrong(_ title: String, _ make: @escaping @Sendable ([String], Signatory) throws -> String)
        -> Self
    {
        SignatureScenario("2.6: \(title)", .refused(.wrongSignature)) {
            try make(try SpeltSignature(payload, $0.key, x5c: [$0.leaf]).parts, $0)
        }
    }
    private static func payload(_ title: String, _ text: String) -> Self {
        SignatureScenario("2.6: \(title)", .refused(.signedPayload)) {
            try SpeltSignature(text, $0.key, x5c: [$0.leaf]).compact
        }
    }

    static let refused =
        ["none", "HS256", "PS256", "ES256", "RS128", "rs256", "RS256 ", "RSA", ""].map(algorithm) + [
            header("RFC 7515 4.1.1: there is an algorithm", "{}", .signatureAlgorithm),
            header("RFC 7515 4.1.1: the algorithm is a string", #"{"alg":["RS256"]}"#, .signatureAlgorithm),
            header("RFC 7515 4: the header is an object", #"["RS256"]"#, .malformedSignature),
            header("RFC 7515 4: the header is JSON", "{'alg':'RS256'}", .malformedSignature),
            header("RFC 7515 4: names occur once", #"{"alg":"RS256","alg":"RS256"}"#, .malformedSignature),
            header(
                "RFC 7515 4.1.11: nothing critical is understood", #"{"alg":"RS256","crit":["b64"],"b64":false}"#,
                .malformedSignature),
            certificates("x5c is a list", #""MIIB""#),
            certificates("x5c is not empty", "[]"),
            certificates("x5c holds strings", "[1]"),
            certificates("x5c is base64", #"["****"]"#),
            certificates("x5c is no base64 of URLs", #"["-_-_"]"#),
            certificates("x5c holds certificates", #"["AAAA"]"#),
            certificates("x5c holds certificates, not just DER", #"["MAA="]"#),
            SignatureScenario("RFC 7515 4.1.6: each of them a certificate", .refused(.signatureCertificate)) {
                try SpeltSignature(payload, $0.key, x5c: [$0.leaf, [0x30, 0]]).compact
            },
            SignatureScenario("RFC 7518 3.3: the certificate has an RSA key", .refused(.signatureCertificate)) {
                try SpeltSignature(payload, $0.key, x5c: [$0.curveLeaf]).compact
            },
            text("nothing") { _ in "" },
            text("JSON serialization") { #"{"payload":"\#($0[1])","protected":"\#($0[0])","signature":"\#($0[2])"}"# },
            text("two parts") { $0.prefix(2).joined(separator: ".") },
            text("four parts") { ($0 + ["AAAA"]).joined(separator: ".") },
            text("an empty signature") { "\($0[0]).\($0[1])." },
            text("an empty header") { ".\($0[1]).\($0[2])" },
            text("padding") { "\($0[0]).\($0[1]).\($0[2])==" },
            text("a line break at the end") { $0.joined(separator: ".") + "\n" },
            text("the common alphabet") { "\($0[0]).\($0[1]).ab+/" },
            text("one digit too many") { "\($0[0]).\($0[1]).abcde" },
            text("bits that mean nothing") { "\($0[0]).\($0[1]).ab" },
            text("longer than any statement") {
                $0[0] + "." + String(repeating: "A", count: VerifySignature.maximumBytes) + "." + $0[2]
            },
            wrong("signed by another key") { _, signatory in
                try SpeltSignature(payload, signatory.otherKey, x5c: [signatory.leaf]).compact
            },
            wrong("the payload was changed") { parts, _ in
                "\(parts[0]).\(SpeltSignature.base64URL(Array(payload.replacing("1.12", with: "1.13").utf8))).\(parts[2])"
            },
            wrong("the header was changed") { parts, signatory in
                let other = try SpeltSignature(payload, signatory.key, "RS512", x5c: [signatory.leaf]).parts
                return "\(other[0]).\(parts[1]).\(parts[2])"
            },
            wrong("the signature was changed") { parts, _ in
                "\(parts[0]).\(parts[1]).\(parts[2].hasPrefix("A") ? "B" : "A")\(parts[2].dropFirst())"
            },
            wrong("the signature was cut") { parts, _ in "\(parts[0]).\(parts[1]).\(parts[2].prefix(40))" },
            wrong("signed by the key of the second certificate") { _, signatory in
                try SpeltSignature(payload, signatory.otherKey, x5c: [signatory.farLeaf, signatory.middle]).compact
            },
            payload("the payload is no JSON", payload.replacing("{", with: "'")),
            payload("the payload is empty", ""),
            payload("the payload is no statement", "{}"),
            payload("the payload is no list", "[\(payload)]"),
            payload("a key twice in the payload", payload.dropLast() + #","result":{"duration":"PT1.12S"}}"#),
            payload("an unknown key in the payload", payload.dropLast() + #","comment":"x"}"#),
        ]
}
