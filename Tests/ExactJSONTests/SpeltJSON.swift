import TestSupport

/// A generated value written down with random space and escapes, and where each value of it stands.
struct SpeltJSON {
    private(set) var bytes: [UInt8] = []
    /// Every value with its place, in the order of their first bytes.
    private(set) var values: [(value: GeneratedJSON, range: Range<Int>)] = []
    private var random: SplitMix64

    init(_ value: GeneratedJSON, seed: UInt64) {
        random = SplitMix64(seed: seed)
        addSpace()
        add(value)
        addSpace()
    }

    private mutating func add(_ value: GeneratedJSON) {
        let place = values.count
        let start = bytes.count
        values.append((value, start..<start))
        switch value {
        case .literal(let text), .number(let text): bytes += text.utf8
        case .string(let text): add(text)
        case .array(let elements): add(elements, "[", "]") { $0.add($1) }
        case .object(let members):
            add(members, "{", "}") { spelt, member in
                spelt.add(member.name)
                spelt.addSpace()
                spelt.bytes += ":".utf8
                spelt.addSpace()
                spelt.add(member.value)
            }
        }
        values[place].range = start..<bytes.count
    }

    private mutating func add<Part>(
        _ parts: [Part],
        _ opening: String,
        _ closing: String,
        _ write: (inout SpeltJSON, Part) -> Void
    ) {
        bytes += opening.utf8
        addSpace()
        for (place, part) in parts.enumerated() {
            if place > 0 {
                bytes += ",".utf8
                addSpace()
            }
            write(&self, part)
            addSpace()
        }
        bytes += closing.utf8
    }

    private mutating func add(_ text: String) {
        bytes += "\"".utf8
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || Int.random(in: 0..<12, using: &random) == 0 {
                for unit in String(scalar).utf16 { bytes += escape(unit).utf8 }
            } else {
                bytes += String(scalar).utf8
            }
        }
        bytes += "\"".utf8
    }

    private mutating func escape(_ unit: UInt16) -> String {
        let short: [UInt16: String] = [0x22: "\\\"", 0x5C: #"\\"#, 0x2F: #"\/"#, 0x0A: #"\n"#, 0x09: #"\t"#]
        if let short = short[unit], Bool.random(using: &random) { return short }
        let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
        return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
    }

    private mutating func addSpace() {
        guard Int.random(in: 0..<4, using: &random) == 0 else { return }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            bytes += [" ", "\n", "\r", "\t"].randomElement(using: &random)?.utf8 ?? " ".utf8
        }
    }
}
