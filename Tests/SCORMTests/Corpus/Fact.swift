import Foundation

/// A value of `expected.json`, or one of ours to compare with it.
indirect enum Fact: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case list([Fact])
    case object([String: Fact])

    init(_ json: Any) {
        switch json {
        case let text as String: self = .string(text)
        case let number as NSNumber:
            self = isBoolean(number) ? .bool(number.boolValue) : .number(number.doubleValue)
        case let list as [Any]: self = .list(list.map(Fact.init))
        case let object as [String: Any]: self = .object(object.mapValues(Fact.init))
        default: self = .null
        }
    }

    static func text(_ text: String?) -> Fact { text.map(Fact.string) ?? .null }
    static func measure(_ number: Double?) -> Fact { number.map(Fact.number) ?? .null }
    static func flag(_ bool: Bool?) -> Fact { bool.map(Fact.bool) ?? .null }
    static func count(_ number: Int) -> Fact { .number(Double(number)) }
    static func texts(_ texts: [String]) -> Fact { .list(texts.map(Fact.string)) }

    /// Where two facts differ, as JSON pointers with both values.
    func differences(from other: Fact, at pointer: String = "") -> [String] {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            return Set(mine.keys).union(theirs.keys).sorted().flatMap { key -> [String] in
                guard let one = mine[key], let two = theirs[key] else {
                    return ["\(pointer)/\(key): \(mine[key] == nil ? "missing" : "not expected")"]
                }
                return one.differences(from: two, at: "\(pointer)/\(key)")
            }
        case (.list(let mine), .list(let theirs)) where mine.count == theirs.count:
            return zip(mine, theirs).enumerated().flatMap { place, pair in
                pair.0.differences(from: pair.1, at: "\(pointer)/\(place)")
            }
        default: return self == other ? [] : ["\(pointer): \(self), expected \(other)"]
        }
    }
}

/// Foundation keeps a JSON boolean as a number of one byte.
private func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
