import ExactJSON
import Foundation

/// Typed looks at a value, each of which says what was expected when it is something else.
extension JSONValue {
    private func mismatch(_ expected: Expectation, _ section: Section) -> Violation {
        isNull
            ? Violation(.nullValue, .formatting, self, expected: expected)
            : Violation(.wrongType, section, self, expected: expected)
    }

    func requireObject(_ section: Section) throws(Violation) {
        guard case .object = kind else { throw mismatch(.object, section) }
    }

    func requireArray(_ section: Section) throws(Violation) {
        guard case .array = kind else { throw mismatch(.array, section) }
    }

    func requireObjectOrArray(_ section: Section) throws(Violation) {
        switch kind {
        case .object, .array: return
        default: throw mismatch(.objectOrArray, section)
        }
    }

    func text(_ section: Section) throws(Violation) -> String {
        guard let string else { throw mismatch(.string, section) }
        return string
    }

    func requireText(_ section: Section) throws(Violation) {
        guard case .string = kind else { throw mismatch(.string, section) }
    }

    func flag(_ section: Section) throws(Violation) -> Bool {
        guard let bool else { throw mismatch(.boolean, section) }
        return bool
    }

    func decimal(_ section: Section) throws(Violation) -> ExactDecimal {
        guard let numberText, let decimal = ExactDecimal(numberText) else { throw mismatch(.number, section) }
        return decimal
    }

    func iri(_ section: Section) throws(Violation) -> String {
        let text = try text(section)
        guard IRI.isValid(text) else { throw Violation(.invalidIRI, section, self) }
        return text
    }

    func uuid(_ section: Section) throws(Violation) -> UUID {
        guard let uuid = UUID(canonical: try text(section)) else { throw Violation(.invalidUUID, section, self) }
        return uuid
    }

    func instant(_ section: Section) throws(Violation) -> Instant {
        guard let instant = Instant(iso8601: try text(section)) else {
            throw Violation(.invalidTimestamp, section, self)
        }
        return instant
    }

    /// Data 4.2: keys are language tags, values are strings.
    func requireLanguageMap(_ section: Section) throws(Violation) {
        try requireObject(section)
        for (tag, value) in members {
            guard LanguageTag.isWellFormed(tag) else {
                throw Violation(.invalidLanguageTag, .languageMaps, self, key: tag)
            }
            try value.requireText(.languageMaps)
        }
    }

    /// Data 4.1: keys are IRIs, values are anything.
    func requireExtensions() throws(Violation) {
        try requireObject(.extensions)
        for (key, _) in members {
            guard IRI.isValid(key) else { throw Violation(.invalidIRI, .extensions, self, key: key) }
        }
    }

    /// Data 2.4.4.3: `{"objectType": "StatementRef", "id": UUID}` and nothing else.
    func statementReference() throws(Violation) -> UUID {
        try requireObject(.statementObject)
        var id: UUID?
        var isReference = false
        for (key, value) in members {
            switch key {
            case "objectType":
                guard try value.text(.statementObject) == "StatementRef" else {
                    throw Violation(.invalidObjectType, .statementObject, value, expected: .oneOf(["StatementRef"]))
                }
                isReference = true
            case "id": id = try value.uuid(.statementObject)
            default: throw .unknown(key, in: self, .statementObject, known: ["objectType", "id"])
            }
        }
        guard isReference else { throw .missing("objectType", in: self, .statementObject) }
        guard let id else { throw .missing("id", in: self, .statementObject) }
        return id
    }
}
