import XAPI

extension StatementScenario {
    private static func agent(_ json: String) -> String { Sample.statement(actor: json) }
    private static func mailbox(_ text: String) -> String { agent(#"{"mbox":"\#(text)"}"#) }

    static let identifiers: [StatementScenario] = [
        accept("2.4.2.3: mbox with a tag and a dash", mailbox("mailto:marie+essai@sous-domaine.example.fr")),
        accept("2.4.2.3: mbox of an intranet host", mailbox("mailto:marie@intranet")),
        accept("2.4.2.3: mbox with letters beyond ASCII", mailbox("mailto:hélène@exämple.fr")),
        accept("2.4.2.3: mbox with a percent triplet", mailbox("mailto:a%2Fb@example.fr")),
        refuse("2.4.2.3: mbox has its scheme", mailbox("marie@example.fr"), .invalidMailbox, "/actor/mbox"),
        refuse("2.4.2.3: mbox is an address", mailbox("mailto:should.fail.com"), .invalidMailbox, "/actor/mbox"),
        refuse("2.4.2.3: mbox is one address", mailbox("mailto:a@b.fr,c@d.fr"), .invalidMailbox, "/actor/mbox"),
        refuse(
            "2.4.2.3: mbox has no header fields",
            mailbox("mailto:a@b.fr?subject=x"),
            .invalidMailbox,
            "/actor/mbox"
        ),
        refuse("2.4.2.3: mbox has no spaces", mailbox("mailto: a@b.fr"), .invalidMailbox, "/actor/mbox"),
        refuse("2.4.2.3: mbox has a domain", mailbox("mailto:a@"), .invalidMailbox, "/actor/mbox"),
        refuse("2.4.2.3: mbox has a local part", mailbox("mailto:@b.fr"), .invalidMailbox, "/actor/mbox"),
        refuse("2.4.2.3: the case of mailto matters", mailbox("MAILTO:a@b.fr"), .invalidMailbox, "/actor/mbox"),
        refuse("2.4.2.3: mbox is not blank", mailbox(""), .invalidMailbox, "/actor/mbox"),
        refuse("2.4.2.3: mbox is a string", agent(#"{"mbox":{}}"#), .wrongType, "/actor/mbox"),
        accept("2.4.2.3: mbox_sha1sum", agent(#"{"mbox_sha1sum":"ebd31e95054c018b10727ccffd2ef2ec3a016ee9"}"#)),
        accept(
            "2.4.2.3: mbox_sha1sum in upper case",
            agent(#"{"mbox_sha1sum":"EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"}"#)
        ),
        refuse(
            "2.4.2.3: mbox_sha1sum has 40 digits",
            agent(#"{"mbox_sha1sum":"ebd31e95054c018b10727ccffd2ef2ec3a016ee"}"#),
            .invalidSHA1,
            "/actor/mbox_sha1sum"
        ),
        refuse(
            "2.4.2.3: mbox_sha1sum is hexadecimal",
            agent(#"{"mbox_sha1sum":"zbd31e95054c018b10727ccffd2ef2ec3a016ee9"}"#),
            .invalidSHA1,
            "/actor/mbox_sha1sum"
        ),
        refuse("2.4.2.3: mbox_sha1sum is a string", agent(#"{"mbox_sha1sum":1}"#), .wrongType, "/actor/mbox_sha1sum"),
        refuse("2.4.2.3: openid is a URI", agent(#"{"openid":"marie"}"#), .invalidURI, "/actor/openid"),
        refuse("2.4.2.3: openid is ASCII", agent(#"{"openid":"http://hélène.fr/"}"#), .invalidURI, "/actor/openid"),
        refuse("2.4.2.3: openid is a string", agent(#"{"openid":[]}"#), .wrongType, "/actor/openid"),
        accept("2.4.2.4: an account", agent(Sample.member)),
        refuse("2.4.2.4: an account is an object", agent(#"{"account":"x"}"#), .wrongType, "/actor/account"),
        refuse(
            "2.4.2.4: an account has a homePage",
            agent(#"{"account":{"name":"x"}}"#),
            .missingProperty,
            "/actor/account"
        ),
        refuse(
            "2.4.2.4: an account has a name",
            agent(#"{"account":{"homePage":"http://a.fr"}}"#),
            .missingProperty,
            "/actor/account"
        ),
        refuse(
            "2.4.2.4: homePage is an IRL",
            agent(#"{"account":{"homePage":"a.fr","name":"x"}}"#),
            .invalidIRI,
            "/actor/account/homePage"
        ),
        refuse(
            "2.4.2.4: an account's name is a string",
            agent(#"{"account":{"homePage":"http://a.fr","name":42}}"#),
            .wrongType,
            "/actor/account/name"
        ),
        refuse(
            "2.4.2.4: an account's name is not blank",
            agent(#"{"account":{"homePage":"http://a.fr","name":" "}}"#),
            .blank,
            "/actor/account/name"
        ),
    ]
}
