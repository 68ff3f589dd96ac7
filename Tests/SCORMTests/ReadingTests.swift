import Testing

@testable import SCORM

@Suite("common reading of manifests")
struct ReadingTests {
    private func manifest(_ base: PackageScenario.Base) throws -> PackageManifest {
        try PackageScenario("", base).read().get()
    }

    @Test("SCORM 1.2")
    func scorm12() throws {
        let manifest = try manifest(.scorm12)
        #expect(manifest.standard == .scorm12 && manifest.identifier == "ESSAI-12")
        #expect(manifest.title == "Accueil des agents" && manifest.defaultOrganization == "ORG")
        #expect(manifest.activities.map(\.identifier) == ["CHAPITRE", "LECON", "LECTURE"])
        #expect(manifest.activities.map(\.type) == ["cluster", "sco", "asset"])
        #expect(manifest.activities.map(\.parent) == [nil, 0, nil])
        #expect(manifest.activities.map(\.href) == [nil, "lecon/index.html?lang=fr", "lecture%20libre.html"])
        #expect(manifest.activities.map(\.launchPath) == [nil, "lecon/index.html", "lecture libre.html"])
        #expect(manifest.activities.map(\.isLaunchable) == [false, true, true])
        #expect(manifest.activities.map(\.isVisible) == [true, true, false])
        let lesson = try #require(manifest.activities.first { $0.identifier == "LECON" })
        #expect(lesson.masteryScore == 0.8 && lesson.dataFromLMS == "niveau=2" && lesson.prerequisites == "LECTURE")
        #expect(lesson.maxTimeAllowed == "00:30:00" && lesson.timeLimitAction == "exit,message")
    }

    @Test("SCORM 2004")
    func scorm2004() throws {
        let manifest = try manifest(.scorm2004)
        #expect(manifest.standard == .scorm2004FourthEdition)
        let quiz = try #require(manifest.activities.first)
        #expect(quiz.href == "contenu/jeu/quiz.html?m=2#debut&q=1" && quiz.launchPath == "contenu/jeu/quiz.html")
        #expect(quiz.masteryScore == 0.75 && quiz.completionThreshold?.minProgressMeasure == 0.5)
    }

    @Test("cmi5")
    func cmi5() throws {
        let manifest = try manifest(.cmi5)
        #expect(manifest.standard == .cmi5 && manifest.identifier == "https://exemple.fr/cours/essai")
        #expect(manifest.titles.map(\.language) == ["fr-FR", "en"] && manifest.languages == ["fr-FR", "en"])
        #expect(manifest.activities.map(\.type) == ["block", "au", "au"])
        #expect(manifest.activities.map(\.parent) == [nil, 0, nil])
        #expect(manifest.activities.map(\.moveOn) == [nil, "Passed", "NotApplicable"])
        #expect(manifest.activities.map(\.launchMethod) == [nil, "OwnWindow", "AnyWindow"])
        let unit = manifest.activities[1]
        #expect(unit.masteryScore == 0.6 && unit.launchParameters == "{\"a\":  1}" && unit.entitlementKey == "cle")
        #expect(unit.launchPath == "alerter/index.html" && unit.publishedIRI == "https://exemple.fr/au/1")
        #expect(manifest.activities[2].isLaunchable && manifest.activities[2].launchPath == nil)
    }

    @Test("tincan")
    func tincan() throws {
        let manifest = try manifest(.tincan)
        #expect(manifest.standard == .tincan && manifest.title == "Le jeu" && manifest.description == "Un jeu sérieux.")
        #expect(manifest.activities.map(\.isLaunchable) == [true, false])
        #expect(
            manifest.activities.map(\.publishedIRI) == ["https://exemple.fr/jeu", "https://exemple.fr/jeu/niveau-1"]
        )
    }

    @Test("a wrapped package's files are found under its folder")
    func wrapped() throws {
        let scenario = PackageScenario("", .tincan, files: ["Cours/tincan.xml", "Cours/Jeu/index.html"])
        let manifest = try scenario.read().get()
        #expect(manifest.file == "Cours/tincan.xml" && manifest.folder == "Cours/")
        #expect(manifest.activities.first?.launchPath == "Cours/Jeu/index.html")
        #expect(manifest.activities.first?.href == "jeu/index.html")
    }
}
