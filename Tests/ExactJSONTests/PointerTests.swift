import ExactJSON
import Testing

@Suite("pointers")
struct PointerTests {
    /// RFC 6901 section 5, and what a search by characters would miss.
    @Test(
        "a name becomes a token of RFC 6901",
        arguments: [
            ("foo", "/foo"), ("", "/"), ("a/b", "/a~1b"), ("c%d", "/c%d"), ("e^f", "/e^f"), ("i\\j", "/i\\j"),
            ("k\"l", "/k\"l"), (" ", "/ "), ("m~n", "/m~0n"), ("~1", "/~01"), ("~/~", "/~0~1~0"),
            ("/\u{301}", "/~1\u{301}"), ("~\u{301}x", "/~0\u{301}x"), ("\u{301}", "/\u{301}"), ("\r\n/", "/\r\n~1"),
        ]
    )
    func tokens(name: String, expected: String) {
        let pointer = JSONPointer().appending(name)
        #expect(Array(pointer.description.utf8) == Array(expected.utf8))
    }

    @Test("a place is built from the root")
    func places() {
        #expect(JSONPointer().description == "")
        let members = JSONPointer().appending("actor").appending("member")
        #expect(members.appending(0).appending("mbox").description == "/actor/member/0/mbox")
        #expect(members.description == "/actor/member")
        #expect("\(members.appending(12))" == "/actor/member/12")
    }

    @Test("pointers are equal when their bytes are")
    func equality() {
        let composed = JSONPointer().appending("\u{E9}")
        let decomposed = JSONPointer().appending("e\u{301}")
        #expect(composed != decomposed)
        #expect(composed == JSONPointer().appending("\u{E9}"))
        #expect(Set([composed, decomposed, composed]).count == 2)
    }
}
