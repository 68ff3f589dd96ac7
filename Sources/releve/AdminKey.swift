import Foundation
import HTTPService
import LearningRecords

/// The credential of the first start. It is brought by the environment, or made where the store holds no key: then it is
/// shown once and kept in a file.
struct AdminKey {
    private let useCases: UseCases
    private let settings: Settings
    private let file: AdminKeyFile

    init(useCases: UseCases, settings: Settings) {
        self.useCases = useCases
        self.settings = settings
        file = AdminKeyFile(path: settings.data + "/admin-key")
    }

    func ensure() async throws {
        if let key = settings.adminKey, let secret = settings.adminSecret {
            try await create(AdminKeyFile.Credential(id: key, secret: secret))
        } else {
            let keys = try await useCases.keys.list()
            if keys.isEmpty { try await make() } else { nameFile(among: keys) }
        }
    }

    /// The file comes first: what a start that was cut off left in it, or another store over the same folder or another
    /// node, becomes the key of this store.
    private func make() async throws {
        let drawn = useCases.keys.create.draw()
        let credential = AdminKeyFile.Credential(id: drawn.id, secret: drawn.secret)
        if try file.read() == nil, try file.write(credential) {
            try await create(credential)
            Terminal.say(
                french: "Clé d’administration (montrée une fois, gardée dans \(file.path)) : \(credential.text)",
                english: "Admin key (shown once, kept in \(file.path)): \(credential.text)"
            )
        } else if let found = try file.read() {
            try await create(found)
            sayWhereItIs()
        }
    }

    private func create(_ credential: AdminKeyFile.Credential) async throws {
        let request = CreateKey.Request(
            label: "admin",
            source: "internal",
            scopes: [.admin],
            id: credential.id,
            secret: credential.secret
        )
        _ = try await useCases.keys.create(request)
    }

    /// Only where the file's key is one of this store.
    private func nameFile(among keys: [ListKeys.Key]) {
        guard let found = try? file.read(), keys.contains(where: { $0.id == found.id && $0.revokedAt == nil }) else {
            return
        }
        sayWhereItIs()
    }

    private func sayWhereItIs() {
        Terminal.say(
            french: "La clé d’administration est dans \(file.path)",
            english: "The admin key is in \(file.path)"
        )
    }
}
