import Foundation
import HTTPService
import LearningRecords

/// The credential of the first start. It is brought by the environment, or made where the store holds no key: then it is
/// shown once and kept in a file that only its owner reads, as `key:secret`, which `curl -u` takes.
struct AdminKey {
    let useCases: UseCases
    let settings: Settings

    func ensure() async throws {
        if let key = settings.adminKey, let secret = settings.adminSecret {
            _ = try await useCases.createKey(request(id: key, secret: secret))
        } else if try await useCases.listKeys().isEmpty {
            guard case .created(let id, let secret) = try await useCases.createKey(request()) else { return }
            try keep("\(id):\(secret)")
            Terminal.say(
                french: "Clé d’administration (montrée une fois, gardée dans \(path)) : \(id):\(secret)",
                english: "Admin key (shown once, kept in \(path)): \(id):\(secret)"
            )
        } else if FileManager.default.fileExists(atPath: path) {
            Terminal.say(
                french: "La clé d’administration est dans \(path)",
                english: "The admin key is in \(path)"
            )
        }
    }

    private var path: String { settings.data + "/admin-key" }

    private func request(id: String? = nil, secret: String? = nil) -> CreateKey.Request {
        CreateKey.Request(label: "admin", source: "internal", scopes: [.admin], id: id, secret: secret)
    }

    /// Made with its mode from the start, so that nobody reads it in between.
    private func keep(_ text: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        fchmod(descriptor, 0o600)
        try handle.write(contentsOf: Data("\(text)\n".utf8))
        try handle.synchronize()
    }
}
