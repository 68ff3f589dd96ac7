import ArgumentParser
import HTTPService
import LearningRecords
import SCORM
import XAPI
import ZipArchive

extension ServiceSettings {
    init(_ reader: SettingsReader) throws {
        self.init()
        if let text = try reader.text("default-xapi-version", among: ["1.0.3", "2.0.0"]) {
            defaultVersion = XAPIVersion(header: text) ?? defaultVersion
        }
        if let text = reader.text("cors-origins") {
            guard let read = AllowedOrigins(setting: text) else {
                throw ValidationError(
                    "cors-origins: *, none, or origins such as https://player.example.fr are expected."
                )
            }
            origins = read
        }
        organisation = reader.text("organisation")
        organisationPlace = reader.text("organisation-place")
        try readLimits(reader)
        try readTimes(reader)
    }

    private mutating func readLimits(_ reader: SettingsReader) throws {
        bodyLimit = try reader.number("body-limit", in: .count) ?? bodyLimit
        documentLimit = try reader.number("document-limit", in: .count) ?? documentLimit
        attachmentLimit = try reader.number("attachment-limit", in: .size) ?? attachmentLimit
        uploadLimit = try reader.number("upload-limit", in: .size) ?? uploadLimit
        batchLimit = try reader.number("batch-limit", in: .count) ?? batchLimit
        statementLimit = try reader.number("statement-limit", in: .count) ?? statementLimit
        agentLimit = try reader.number("agent-limit", in: .count) ?? agentLimit
        uploadsAtOnce = try reader.number("uploads-at-once", in: 1...1_000) ?? uploadsAtOnce
        attachmentsAtOnce = try reader.number("attachments-at-once", in: 1...1_000_000) ?? attachmentsAtOnce
        connectionLimit = try reader.number("connection-limit", in: 1...1_000_000) ?? connectionLimit
        headerLimit = try reader.number("header-limit", in: 1_024...(1 << 20)) ?? headerLimit
    }

    private mutating func readTimes(_ reader: SettingsReader) throws {
        bodyTimeout = try reader.seconds("body-timeout") ?? bodyTimeout
        uploadTimeout = try reader.seconds("upload-timeout") ?? uploadTimeout
        idleTimeout = try reader.seconds("idle-timeout") ?? idleTimeout
        writeTimeout = try reader.seconds("write-timeout") ?? writeTimeout
    }
}

extension PackageLimits {
    init(_ reader: SettingsReader) throws {
        self.init()
        archive.members = try reader.number("member-limit", in: .count) ?? archive.members
        archive.totalSize = try reader.number("inflated-limit", in: .size).map(Int64.init) ?? archive.totalSize
        archive.memberSize = try reader.number("member-size-limit", in: .size).map(Int64.init) ?? archive.memberSize
        archive.ratio = try reader.number("ratio-limit", in: .count).map(Int64.init) ?? archive.ratio
        manifestBytes = try reader.number("manifest-limit", in: 1...Int(Int32.max)) ?? manifestBytes
        manifestDepth = try reader.number("manifest-depth-limit", in: 1...256) ?? manifestDepth
        manifestElements = try reader.number("manifest-element-limit", in: .count) ?? manifestElements
        leniency = try ReadPackage.Leniency(names: reader.names("cmi5-leniency"))
    }
}

extension ReadPackage.Leniency {
    fileprivate init(names: [String]) throws {
        self = []
        for name in names {
            switch name {
            case "namespace": insert(.namespace)
            case "child-order": insert(.childOrder)
            default: throw ValidationError("cmi5-leniency: namespace, child-order or both are expected.")
            }
        }
    }
}

extension ClosedRange<Int> {
    fileprivate static let count = 1...Int(Int32.max)
    /// Of bytes, on disk or inflated; far from where sums overflow.
    fileprivate static let size = 1...(1 << 55)
}
