import Foundation
import Persistence
import SQLiteStore
import TestSupport
import Testing

struct SettingsTests {
    static let settings: [(pragma: Query, value: SQLValue)] = [
        ("PRAGMA synchronous", .integer(2)), ("PRAGMA wal_autocheckpoint", .integer(0)),
        ("PRAGMA journal_mode", .text("wal")), ("PRAGMA secure_delete", .integer(1)),
        ("PRAGMA temp_store", .integer(2)),
        ("PRAGMA foreign_keys", .integer(1)),
    ]

    @Test("the writer's settings are in force once the file is open", arguments: settings)
    func writer(pragma: Query, value: SQLValue) async throws {
        try await Engine.sqlite.withDatabase { database in
            let rows = try await database.write { try $0.rows(pragma) }
            #expect(rows.map(\.values) == [[value]])
        }
    }

    @Test("only the fault tests weaken durability")
    func weakened() async throws {
        try await Engine.sqlite.withStore { store in
            let database = try SQLiteDatabase(path: store.location, clock: { 0 }, durability: .processOnly)
            let rows = try await database.write { try $0.rows("PRAGMA synchronous") }
            #expect(rows.map(\.values) == [[.integer(1)]])
            try await database.close()
        }
    }

    @Test("a file that is no database, and a folder that is not there, are errors")
    func cannotOpen() async throws {
        try await Engine.sqlite.withStore { store in
            #expect(throws: StoreError.unavailable) {
                try SQLiteDatabase(path: store.location + "/absent/releve.sqlite", clock: { 0 })
            }
            let text = String(repeating: "no database, but long enough. ", count: 40)
            try text.write(toFile: store.location, atomically: false, encoding: .utf8)
            #expect(throws: StoreError.other(code: "26")) { try SQLiteDatabase(path: store.location, clock: { 0 }) }
        }
    }
}
