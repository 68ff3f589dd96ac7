import ExactJSON
import Foundation

extension JSONValue {
    /// Whether `JSONSerialization` read the same value.
    func isSame(as foundation: Any) -> Bool {
        switch kind {
        case .object: hasSameMembers(as: foundation as? [String: Any])
        case .array: hasSameElements(as: foundation as? [Any])
        // Swift takes two spellings of one character for equal strings; bytes differ.
        case .string: (foundation as? String).map { Array($0.utf8) } == string.map { Array($0.utf8) }
        case .number: isSame(as: (foundation as? NSNumber)?.doubleValue)
        case .true: foundation as? Bool == true
        case .false: foundation as? Bool == false
        case .null: foundation is NSNull
        }
    }

    /// Foundation goes through `Decimal`, whose doubles are off by some units in the last place.
    private func isSame(as other: Double?) -> Bool {
        guard let other, let double else { return false }
        return abs(other - double) <= abs(double) * 1e-14
    }

    private func hasSameMembers(as other: [String: Any]?) -> Bool {
        guard let other, other.count == count else { return false }
        return members.allSatisfy { key, value in other[key].map { value.isSame(as: $0) } ?? false }
    }

    private func hasSameElements(as other: [Any]?) -> Bool {
        guard let other, other.count == count else { return false }
        return zip(elements, other).allSatisfy { $0.isSame(as: $1) }
    }
}
