import ArgumentParser

/// Bounds on packages, for `serve` and `import` alike. Each is also an environment variable and a key of the settings file.
struct PackageOptions: ParsableArguments {
    @Option(help: "Bytes of a package.")
    var uploadLimit: Int?

    @Option(help: "Files and folders in a package.")
    var memberLimit: Int?

    @Option(help: "Bytes of all files of a package, once inflated.")
    var inflatedLimit: Int?

    @Option(help: "Bytes of one file of a package, once inflated.")
    var memberSizeLimit: Int?

    @Option(help: "Inflated bytes for one compressed byte, past 64 MiB.")
    var ratioLimit: Int?

    @Option(help: "Bytes of a manifest.")
    var manifestLimit: Int?

    @Option(help: "How deep the elements of a manifest may be nested.")
    var manifestDepthLimit: Int?

    @Option(help: "Elements of a manifest.")
    var manifestElementLimit: Int?

    @Option(
        name: .customLong("cmi5-leniency"),
        help: "Rules of cmi5 whose breach is a finding only: namespace, child-order, or both with a comma."
    )
    var cmi5Leniency: String?

    var given: [String: String?] {
        [
            "upload-limit": uploadLimit, "member-limit": memberLimit, "inflated-limit": inflatedLimit,
            "member-size-limit": memberSizeLimit, "ratio-limit": ratioLimit, "manifest-limit": manifestLimit,
            "manifest-depth-limit": manifestDepthLimit, "manifest-element-limit": manifestElementLimit,
        ].mapValues { $0.map { String($0) } }.merging(["cmi5-leniency": cmi5Leniency]) { own, _ in own }
    }
}
