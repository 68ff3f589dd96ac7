/// Findings of one manifest as they come up.
struct FindingList {
    let file: String
    private(set) var findings: [Finding] = []

    init(file: String) {
        self.file = file
    }

    mutating func add(
        _ code: FindingCode,
        _ severity: Finding.Severity? = nil,
        _ subject: String? = nil,
        line: Int?
    ) {
        // A hostile manifest must not make an answer of a gigabyte.
        guard findings.count < 2_000 else { return }
        findings.append(Finding(code, severity, subject ?? "", file: file, line: line))
    }

    mutating func add(_ code: FindingCode, _ subject: String?, line: Int?) {
        add(code, nil, subject, line: line)
    }

    /// In document order, those without a line last, those of one line as they came.
    var inDocumentOrder: [Finding] {
        findings.enumerated().sorted { one, other in
            (one.element.line ?? .max, one.offset) < (other.element.line ?? .max, other.offset)
        }.map(\.element)
    }
}
