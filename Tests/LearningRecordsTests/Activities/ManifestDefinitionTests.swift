import ExactJSON
import Persistence
import SCORM
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// What a manifest says, what statements said, and the name that comes of both.
struct ManifestNameScenario: CustomTestStringConvertible {
    let testDescription: String
    let titles: [LanguageString]
    let said: String
    let name: String

    static let all = [
        ManifestNameScenario(
            testDescription: "the manifest's language wins, others stay",
            titles: [LanguageString(language: "fr-FR", text: "Temps")],
            said: #"{"name":{"fr-FR":"x","en":"Time"}}"#,
            name: #"{"fr-FR":"Temps","en":"Time"}"#
        ),
        ManifestNameScenario(
            testDescription: "a title without language stands for all",
            titles: [LanguageString(language: nil, text: "Temps")],
            said: #"{"name":{"fr-FR":"x","en":"Time"}}"#,
            name: #"{"und":"Temps"}"#
        ),
        ManifestNameScenario(
            testDescription: "a language that is none is no language",
            titles: [LanguageString(language: "à peu près", text: "Temps")],
            said: "{}",
            name: #"{"und":"Temps"}"#
        ),
        ManifestNameScenario(
            testDescription: "without a title statements name it",
            titles: [],
            said: #"{"name":{"en":"Time"}}"#,
            name: #"{"en":"Time"}"#
        ),
    ]
}

@Suite("definitions from manifests")
struct ManifestDefinitionTests {
    @Test("win over statements", arguments: Engine.allCases, ManifestNameScenario.all)
    func wins(engine: Engine, scenario: ManifestNameScenario) async throws {
        try await engine.withRecords { records in
            let said = try JSONDocument(reading: Array(scenario.said.utf8)).root
            let published = ManifestDefinition(titles: scenario.titles, title: nil, description: nil).json
            try await records.database.write { transaction in
                let term = Term.activity("urn:a")
                let number = try transaction.intern([term])[term] ?? 0
                _ = try transaction.learn([number: [said]])
                try transaction.write([number: published], origin: .manifest)
            }
            let json = try JSONDocument(reading: try await FindActivity(database: records.database)("urn:a")).root
            let name = json[key: "definition"]?[key: "name"]?.bytes ?? []
            #expect(String(decoding: name, as: UTF8.self) == scenario.name)
        }
    }

    @Test("a description takes the title's language, a tincan activity its type")
    func description() {
        let definition = ManifestDefinition(
            titles: [LanguageString(language: "fr", text: "A")],
            title: nil,
            description: "B",
            type: "urn:t"
        )
        let expected = #"{"name":{"fr":"A"},"description":{"fr":"B"},"type":"urn:t"}"#
        #expect(String(decoding: definition.json, as: UTF8.self) == expected)
    }
}
