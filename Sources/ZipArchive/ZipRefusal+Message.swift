extension ZipRefusal {
    /// The sentence for people, in both languages.
    package var message: (french: String, english: String) { (french, english) }

    package var french: String {
        switch self {
        case .unreadable: "Le fichier n’a pas pu être lu."
        case .notAZip: "Ce fichier n’est pas une archive zip."
        case .truncated: "L’archive est incomplète : sa fin manque. Envoyez-la de nouveau."
        case .severalVolumes: "L’archive est découpée en plusieurs volumes. Faites-en une seule."
        case .damaged(let path?): "« \(path.excerpt) » est abîmé dans l’archive. Exportez-la de nouveau."
        case .damaged(path: nil): "Le répertoire de l’archive est abîmé. Exportez-la de nouveau."
        case .encrypted(let path): "« \(path.excerpt) » est chiffré. Exportez l’archive sans mot de passe."
        case .unsupportedMethod(let path, let method):
            "« \(path.excerpt) » est compressé par la méthode \(method) ; seules 0 (stocké) et 8 (deflate) sont lues."
        case .unsafePath(let path): "Le chemin « \(path.excerpt) » est vide, absolu, ou sort de l’archive."
        case .duplicateName(let first, let second):
            "« \(first.excerpt) » et « \(second.excerpt) » portent le même nom, à la casse près."
        case .linkOrDevice(let path): "« \(path.excerpt) » est un lien ou un périphérique, et non un fichier."
        case .folderWithContent(let path): "« \(path.excerpt) » est un dossier, et il a pourtant un contenu."
        case .overlapping(let first, let second):
            "« \(first.excerpt) » et « \(second.excerpt) » se partagent les mêmes octets de l’archive."
        case .lyingHeader(let path): "« \(path.excerpt) » n’est pas ce que ses en-têtes annoncent."
        case .crcMismatch(let path): "Le contenu de « \(path.excerpt) » ne répond pas à sa somme de contrôle."
        case .tooManyMembers(let limit): "L’archive a plus de \(limit) entrées, la limite."
        case .tooLarge(let bound, let path, let limit): bound.french(path, ByteLimit(limit))
        case .ratio(let path?, let limit): "« \(path.excerpt) » enfle plus de \(limit) fois en se décompressant."
        case .ratio(path: nil, let limit): "L’archive enfle plus de \(limit) fois en se décompressant."
        }
    }

    package var english: String {
        switch self {
        case .unreadable: "The file could not be read."
        case .notAZip: "This file is not a zip archive."
        case .truncated: "The archive is incomplete: its end is missing. Send it again."
        case .severalVolumes: "The archive is cut into several volumes. Make it a single one."
        case .damaged(let path?): "“\(path.excerpt)” is damaged in the archive. Export it again."
        case .damaged(path: nil): "The archive’s directory is damaged. Export it again."
        case .encrypted(let path): "“\(path.excerpt)” is encrypted. Export the archive without a password."
        case .unsupportedMethod(let path, let method):
            "“\(path.excerpt)” is compressed by method \(method); only 0 (stored) and 8 (deflate) are read."
        case .unsafePath(let path): "The path “\(path.excerpt)” is empty, absolute, or leaves the archive."
        case .duplicateName(let first, let second):
            "“\(first.excerpt)” and “\(second.excerpt)” are the same name, but for upper and lower case."
        case .linkOrDevice(let path): "“\(path.excerpt)” is a link or a device, not a file."
        case .folderWithContent(let path): "“\(path.excerpt)” is a folder, and yet has content."
        case .overlapping(let first, let second):
            "“\(first.excerpt)” and “\(second.excerpt)” share the same bytes of the archive."
        case .lyingHeader(let path): "“\(path.excerpt)” is not what its headers announce."
        case .crcMismatch(let path): "The content of “\(path.excerpt)” does not match its checksum."
        case .tooManyMembers(let limit): "The archive has more than \(limit) entries, the limit."
        case .tooLarge(let bound, let path, let limit): bound.english(path, ByteLimit(limit))
        case .ratio(let path?, let limit): "“\(path.excerpt)” swells more than \(limit) times when inflated."
        case .ratio(path: nil, let limit): "The archive swells more than \(limit) times when inflated."
        }
    }
}

extension ZipRefusal.Bound {
    fileprivate func french(_ path: String?, _ limit: ByteLimit) -> String {
        switch self {
        case .total: "Décompressée, l’archive dépasse \(limit.french), la limite."
        case .directory: "Le répertoire de l’archive dépasse \(limit.french), la limite."
        case .path: "Le chemin « \((path ?? "").excerpt) » dépasse \(limit.french), la limite."
        case .member, .read: "Décompressé, « \((path ?? "").excerpt) » dépasse \(limit.french), la limite."
        }
    }

    fileprivate func english(_ path: String?, _ limit: ByteLimit) -> String {
        switch self {
        case .total: "Once inflated, the archive is larger than \(limit.english), the limit."
        case .directory: "The archive’s directory is larger than \(limit.english), the limit."
        case .path: "The path “\((path ?? "").excerpt)” is longer than \(limit.english), the limit."
        case .member, .read: "Once inflated, “\((path ?? "").excerpt)” is larger than \(limit.english), the limit."
        }
    }
}

/// A limit in the largest unit that tells it without a fraction.
private struct ByteLimit {
    private let count: Int64
    private let unit: Int

    init(_ bytes: Int64) {
        var count = bytes
        var unit = 0
        while unit < Self.english.count - 1, count > 0, count.isMultiple(of: 1024) {
            count /= 1024
            unit += 1
        }
        self.count = count
        self.unit = unit
    }

    var french: String { "\(count) \(Self.french[unit])" }
    var english: String { "\(count) \(Self.english[unit])" }

    private static let french = ["octets", "Kio", "Mio", "Gio"]
    private static let english = ["bytes", "KiB", "MiB", "GiB"]
}

extension String {
    /// Short, and without what would move the cursor or the reading direction.
    fileprivate var excerpt: String {
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(120) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: shown.append("\u{FFFD}")
            default: shown.append(scalar)
            }
        }
        return String(shown) + (unicodeScalars.count > 120 ? "…" : "")
    }
}
