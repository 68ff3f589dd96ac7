import ExactJSON
import Foundation
import Testing

@Suite("JSONTestSuite")
struct SuiteTests {
    @Test("what every reader must accept is read, and written nowhere else", arguments: SuiteCase.accepted)
    func accepts(text: SuiteCase) throws {
        let document = try JSONDocument(reading: text.bytes)
        #expect(document.bytes == text.bytes)
        let foundation = try JSONSerialization.jsonObject(with: Data(text.bytes), options: .fragmentsAllowed)
        // Of a repeated key Foundation keeps one; which one is nobody's rule.
        if document.duplicateKeys.isEmpty { #expect(document.root.isSame(as: foundation)) }
    }

    @Test("what every reader must refuse is refused, at a place in the text", arguments: SuiteCase.refused)
    func refuses(text: SuiteCase) throws {
        let error = #expect(throws: JSONError.self) { try JSONDocument(reading: text.bytes) }
        #expect((0...text.bytes.count).contains(try #require(error).offset))
    }

    @Test("numbers of any size are read", arguments: SuiteCase.chosenToAccept)
    func acceptsByChoice(text: SuiteCase) throws {
        let document = try JSONDocument(reading: text.bytes)
        let number = try #require(document.root.elements.first { _ in true })
        #expect(number.numberText == String(decoding: text.bytes.dropFirst().dropLast(), as: UTF8.self))
        #expect(number.integer == nil)
    }

    @Test("what is no clean UTF-8 or no scalar, and what is too deep, is refused", arguments: SuiteCase.chosenToRefuse)
    func refusesByChoice(text: SuiteCase) {
        #expect(throws: JSONError.self) { try JSONDocument(reading: text.bytes) }
    }

    @Test("no text of the suite is missing or there twice")
    func isComplete() {
        let all = SuiteCase.accepted + SuiteCase.refused + SuiteCase.chosenToAccept + SuiteCase.chosenToRefuse
        #expect(Set(all.map(\.testDescription)).count == all.count)
        #expect(SuiteCase.accepted.count == 95)
        #expect(SuiteCase.refused.count == 188)
        #expect(SuiteCase.chosenToAccept.count + SuiteCase.chosenToRefuse.count == 35)
    }
}
