import LearningRecords
import SCORM
import Testing

@Suite("what documents say of findings")
struct FindingsTests {
    @Test("docs/findings.md lists every finding of a package; script/test --update-golden writes it anew")
    func packages() throws {
        let rows = FindingCode.allCases.map { ($0.rawValue, $0.severity.rawValue, $0.template) }
        try FindingTable(in: "docs/findings.md", rows: rows).check()
    }

    @Test("docs/people.md lists every finding of a table of people; script/test --update-golden writes it anew")
    func people() throws {
        let rows = TableFinding.Code.ofPeople.map { ($0.rawValue, $0.severity.rawValue, $0.template) }
        try FindingTable(in: "docs/people.md", rows: rows).check()
    }

    @Test("docs/history.md lists every finding of a table of history; script/test --update-golden writes it anew")
    func history() throws {
        let rows = TableFinding.Code.ofHistory.map { ($0.rawValue, $0.severity.rawValue, $0.template) }
        try FindingTable(in: "docs/history.md", rows: rows).check()
    }

    @Test("docs/sources.md lists every defect of a source; script/test --update-golden writes it anew")
    func sources() throws {
        let rows = SourceFinding.Code.allCases.map { ($0.rawValue, $0.severity.rawValue, $0.template) }
        try FindingTable(in: "docs/sources.md", rows: rows).check()
    }
}
