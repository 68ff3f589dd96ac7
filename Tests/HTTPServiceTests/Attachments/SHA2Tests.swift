import NIOCore
import Testing

@testable import HTTPService

@Suite("SHA-2 by length")
struct SHA2Tests {
    @Test(
        "has the digests of FIPS 180-4's examples",
        arguments: [
            ("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f"),
            ("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                "c97ca9a559850ce97a04a96def6d99a9e0e0e2ab14e6b8df265fc0b3"
            ),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abc",
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
            ),
            (
                "abc",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                    + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
            ),
        ]
    )
    func examples(text: String, digest: String) throws {
        var whole = try #require(SHA2(digits: digest.utf8.count))
        whole.update(ByteBuffer(string: text))
        #expect(hex(whole.finalize()) == digest)
        var pieces = try #require(SHA2(digits: digest.utf8.count))
        for byte in text.utf8 { pieces.update(ByteBuffer(bytes: [byte])) }
        #expect(hex(pieces.finalize()) == digest)
    }

    @Test("is none for another length", arguments: [0, 40, 63, 65, 256])
    func lengths(digits: Int) {
        #expect(SHA2(digits: digits) == nil)
    }
}
