// swift-tools-version: 6.2
import PackageDescription

// Each room of the house is a target; docs/architecture.md holds the table of who may import whom.
let package = Package(
    name: "releve",
    products: [
        .executable(name: "releve", targets: ["releve"]),
        .executable(name: "verify-evidence", targets: ["verify-evidence"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
    targets: [
        // rank 0
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CLibSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        // SwiftPM says that it leaves out -pthread, which Linux needs no longer.
        .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .target(name: "ExactJSON"),
        .target(name: "Persistence"),
        .target(name: "PlainPages"),
        .target(name: "Schemas", path: "Schemas", resources: [.copy("Manifests"), .copy("Rules")]),
        // rank 1
        .target(name: "ZipArchive", dependencies: ["CLibZip"]),
        .target(name: "XMLTree", dependencies: ["CLibXML2"]),
        .target(name: "PrintedPages", dependencies: ["CCairo", "CPango", "PlainPages"]),
        .target(
            name: "XAPI",
            dependencies: [
                "ExactJSON",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
        ),
        .target(name: "TransparencyLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "SQLiteStore",
            dependencies: ["Persistence", "CLibSQLite", .product(name: "GRDB", package: "GRDB.swift")],
        ),
        .target(name: "PostgresStore", dependencies: ["Persistence", "CLibPQ"]),
        // rank 2
        .target(name: "SCORM", dependencies: ["XMLTree", "ZipArchive", "Schemas", "XAPI"]),
        .target(name: "Completion", dependencies: ["ExactJSON", "XAPI", "Schemas"]),
        .target(
            name: "EvidenceVerification",
            dependencies: [
                "Completion", "ExactJSON", "PlainPages", "TransparencyLog", "XAPI", "ZipArchive",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
        ),
        // rank 3
        .executableTarget(
            name: "verify-evidence",
            dependencies: [
                "EvidenceVerification", "TransparencyLog", "XAPI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
        ),
        .target(
            name: "LearningRecords",
            dependencies: [
                "ExactJSON", "Persistence", "ZipArchive", "XMLTree", "XAPI", "SCORM", "Completion",
                "EvidenceVerification", "TransparencyLog",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SwiftCSV", package: "SwiftCSV"),
            ],
        ),
        // rank 4
        .target(
            name: "HTTPService",
            dependencies: [
                "LearningRecords", "ExactJSON", "Persistence", "XAPI", "TransparencyLog", "SCORM", "Completion",
                "EvidenceVerification", "PlainPages", "PrintedPages",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
        ),
        // rank 5
        .executableTarget(
            name: "releve",
            dependencies: [
                "HTTPService", "LearningRecords", "Persistence", "SQLiteStore", "PostgresStore", "TransparencyLog",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
        ),
        // tests: a folder for each target, and what they share
        .target(
            name: "TestSupport",
            dependencies: ["Persistence", "SQLiteStore", "PostgresStore", "XMLTree", "ZipArchive"],
            path: "Tests/TestSupport",
        ),
        .testTarget(name: "ExactJSONTests", dependencies: ["ExactJSON", "TestSupport"]),
        .testTarget(name: "PlainPagesTests", dependencies: ["PlainPages"]),
        .testTarget(name: "PrintedPagesTests", dependencies: ["PlainPages", "PrintedPages", "TestSupport"]),
        .testTarget(name: "PersistenceTests", dependencies: ["Persistence", "TestSupport"]),
        .testTarget(name: "ZipArchiveTests", dependencies: ["ZipArchive", "TestSupport"]),
        .testTarget(name: "XMLTreeTests", dependencies: ["XMLTree", "TestSupport"]),
        .testTarget(
            name: "XAPITests",
            dependencies: [
                "ExactJSON", "TestSupport", "XAPI",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
        ),
        .testTarget(
            name: "TransparencyLogTests",
            dependencies: ["TransparencyLog", "TestSupport", .product(name: "Crypto", package: "swift-crypto")],
        ),
        .testTarget(name: "SQLiteStoreTests", dependencies: ["SQLiteStore", "Persistence", "TestSupport"]),
        .testTarget(name: "PostgresStoreTests", dependencies: ["PostgresStore", "Persistence", "TestSupport"]),
        .testTarget(
            name: "SCORMTests", dependencies: ["SCORM", "XMLTree", "ZipArchive", "XAPI"],
            resources: [.copy("Manifests")],
        ),
        .testTarget(name: "CompletionTests", dependencies: ["Completion", "ExactJSON", "XAPI"]),
        .testTarget(
            name: "EvidenceVerificationTests",
            dependencies: [
                "Completion", "EvidenceVerification", "ExactJSON", "TestSupport", "TransparencyLog", "XAPI",
                "ZipArchive",
            ],
        ),
        .testTarget(
            name: "LearningRecordsTests",
            dependencies: [
                "LearningRecords", "Completion", "EvidenceVerification", "ExactJSON", "Persistence", "SCORM",
                "TestSupport", "TransparencyLog", "XAPI", "ZipArchive",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["Golden"],
        ),
        .testTarget(
            name: "HTTPServiceTests",
            dependencies: [
                "HTTPService", "LearningRecords", "Persistence", "PlainPages", "SCORM", "TestSupport",
                "TransparencyLog", "XAPI", "ZipArchive",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
        ),
        .testTarget(
            name: "ReleveTests",
            dependencies: ["releve", "verify-evidence", "HTTPService", "TestSupport", "ZipArchive"],
        ),
        .testTarget(name: "HouseTests"),
        .testTarget(
            name: "DocumentsTests", dependencies: ["releve", "HTTPService", "LearningRecords", "SCORM", "TestSupport"],
        ),
    ],
)

// Benchmarks reach `package` declarations, so they stand in this manifest; nobody who builds the service builds them.
if Context.environment["RELEVE_BENCHMARKS"] != nil {
    package.targets += [
        .executableTarget(
            name: "EvidenceBenchmark",
            dependencies: ["Completion", "EvidenceVerification", "TransparencyLog", "XAPI"],
            path: "Benchmarks/EvidenceBenchmark",
        ),
        .executableTarget(
            name: "LogBenchmark", dependencies: ["ExactJSON", "LearningRecords", "Persistence", "SQLiteStore", "XAPI"],
            path: "Benchmarks/LogBenchmark",
        ),
        .executableTarget(
            name: "LogServer",
            dependencies: [
                "HTTPService", "LearningRecords", "Persistence", "SQLiteStore",
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks/LogServer",
        ),
        .executableTarget(name: "JSONBenchmark", dependencies: ["ExactJSON"], path: "Benchmarks/JSONBenchmark"),
        .executableTarget(
            name: "MemoryServer",
            dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
            path: "Benchmarks/MemoryServer",
        ),
    ]
}

let features = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
for target in package.targets where target.type != .system {
    target.swiftSettings = [.swiftLanguageMode(.v6)] + features.map { .enableUpcomingFeature($0) }
}
