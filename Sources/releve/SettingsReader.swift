import ArgumentParser
import Configuration
import Foundation

/// Reads settings by name from the command line, the environment and a file, and refuses what is not of its kind: a
/// setting that cannot be read never falls back to its default.
struct SettingsReader {
    private let config: ConfigReader

    init(given: [String: String], file: String?) async throws {
        let flags = given.reduce(into: [AbsoluteConfigKey: ConfigValue]()) { values, setting in
            values[AbsoluteConfigKey([setting.key], context: [:])] = ConfigValue(
                .string(setting.value),
                isSecret: false
            )
        }
        let environment = EnvironmentVariablesProvider(
            secretsSpecifier: .specific(["RELEVE_ADMIN_SECRET", "RELEVE_DATABASE"])
        ).prefixKeys(with: "releve")
        var providers: [any ConfigProvider] = [InMemoryProvider(name: "flags", values: flags), environment]
        if let path = file ?? ConfigReader(provider: environment).string(forKey: "config") {
            providers.append(try await Self.fileProvider(path))
        }
        config = ConfigReader(providers: providers)
    }

    private static func fileProvider(_ path: String) async throws -> any ConfigProvider {
        do {
            let place = ConfigReader(
                provider: InMemoryProvider(values: ["filePath": ConfigValue(.string(path), isSecret: false)])
            )
            return try await FileProvider<JSONSnapshot>(config: place)
        } catch {
            throw ValidationError("config: \(path) cannot be read as JSON.")
        }
    }

    /// A text that is not empty.
    func text(_ name: String) -> String? {
        let key = ConfigKey([name], context: [:])
        let text =
            config.string(forKey: key) ?? config.int(forKey: key).map { String($0) }
            ?? config.bool(forKey: key).map { String($0) }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    func text(_ name: String, among allowed: [String]) throws -> String? {
        guard let text = text(name) else { return nil }
        guard allowed.contains(text) else {
            throw ValidationError("\(name): one of \(allowed.joined(separator: ", ")) is expected.")
        }
        return text
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ValidationError(
                "\(name): a whole number from \(range.lowerBound) to \(range.upperBound) is expected."
            )
        }
        return number
    }

    /// A list with commas between; empty where nothing is given.
    func names(_ name: String) -> [String] {
        (text(name) ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
    }

    func seconds(_ name: String) throws -> Duration? {
        try number(name, in: 1...86_400).map { .seconds($0) }
    }

    /// An address without a slash at its end.
    func url(_ name: String) throws -> String? {
        guard let text = text(name) else { return nil }
        guard let url = URL(string: text), url.scheme == "http" || url.scheme == "https", url.host() != nil else {
            throw ValidationError("\(name): an http or https address is expected.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
