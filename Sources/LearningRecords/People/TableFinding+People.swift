import XAPI

extension TableFinding {
    /// Why a line cannot go in.
    init(_ refusal: PeopleRefusal, line: Int) {
        switch refusal {
        case .isMerged(let into): self.init(.mergedPerson, line: line, into.canonical)
        case .identifierTaken(let owner): self.init(.identifierTaken, line: line, owner.canonical)
        case .endsBeforeItBegins(let name): self.init(.endsBeforeItBegins, line: line, name.rawValue)
        default: self.init(Self.code(of: refusal), line: line, "")
        }
    }

    private static func code(of refusal: PeopleRefusal) -> Code {
        switch refusal {
        case .identifierIsShared: .identifierShared
        case .tooManyIdentifiers: .tooManyIdentifiers
        case .isAmbiguous: .ambiguousName
        case .nameMissing: .nameMissing
        default: .personTwice
        }
    }
}
