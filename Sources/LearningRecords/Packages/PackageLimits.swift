package import SCORM
import XMLTree
package import ZipArchive

/// What a package may hold, and which rules of cmi5 it may break.
package struct PackageLimits: Sendable {
    package var archive = ZipArchive.Limits()
    package var leniency: ReadPackage.Leniency = []
    var manifest = XMLLimits()

    package init() {}

    /// Bytes of the manifest.
    package var manifestBytes: Int {
        get { manifest.bytes }
        set { manifest.bytes = newValue }
    }

    /// How deep its elements may be nested, 256 at most.
    package var manifestDepth: Int {
        get { manifest.depth }
        set { manifest.depth = newValue }
    }

    /// How many elements it may have.
    package var manifestElements: Int {
        get { manifest.elements }
        set { manifest.elements = newValue }
    }
}
