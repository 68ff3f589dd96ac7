import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PlainPages
import PrintedPages
import XAPI

/// Prints pages as PDF, away from the threads that serve requests: a few at once, and some that wait.
struct Printer: Sendable {
    /// What is printed, and as of when: the PDF's date, so that the same gives the same bytes.
    struct Sheet {
        let page: PlainPage
        let asOf: Instant

        init(_ page: PlainPage, asOf: Instant) {
            self.page = page
            self.asOf = asOf
        }
    }

    /// Each takes a processor as long as it lasts.
    private static let atOnce = 2
    private static let mostWaiting = 32
    private static let pieceLength = 256 << 10

    private let slots: Slots
    private let queue: OperationQueue

    init(mostWaiting: Int = mostWaiting) {
        slots = Slots(mostWaiting)
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = Self.atOnce
    }

    /// - Parameters:
    ///   - name: of the file, without its end.
    ///   - make: composes the page; it may take its time.
    func pdf(named name: String, _ make: @escaping @Sendable () throws -> Sheet) async throws -> Response {
        guard let turn = Turn(slots) else { throw Self.busy }
        let bytes: [UInt8] = try await withCheckedThrowingContinuation { continuation in
            queue.addOperation {
                continuation.resume(
                    with: Result {
                        let sheet = try make()
                        return try PrintPage()(sheet.page, date: sheet.asOf.rfc3339)
                    }.mapError { $0 as? PrintPage.Refusal == .tooLong ? Self.tooLong : $0 }
                )
            }
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
                .contentDisposition: "inline; filename=\"\(name).pdf\"", .vary: "Accept, Accept-Language",
            ],
            body: Self.body(ByteBuffer(bytes: bytes), keeping: turn)
        )
    }

    /// Piece by piece, so that whoever reads slowly is waited for.
    private static func body(_ document: ByteBuffer, keeping turn: Turn) -> ResponseBody {
        ResponseBody(contentLength: document.readableBytes) { writer in
            defer { withExtendedLifetime(turn) {} }
            var rest = document
            while rest.readableBytes > 0, let piece = rest.readSlice(length: min(rest.readableBytes, pieceLength)) {
                try await writer.write(piece)
            }
            try await writer.finish(nil)
        }
    }

    private static var busy: Problem {
        var problem = Problem(
            .tooManyPrints, french: "Trop de documents sont imprimés en ce moment. Réessayez.",
            english: "Too many documents are being printed right now. Try again."
        )
        problem.headers[.retryAfter] = "10"
        return problem
    }

    static let tooLong = Problem(
        .tooLongToPrint,
        french: "C’est trop long à imprimer : demandez moins de personnes ou de formations, ou un autre format.",
        english: "This is too long to print: ask for fewer people or courses, or for another format."
    )
}

/// A slot, given back once nobody holds it: a document lies in memory until it is sent, or its answer dropped.
private final class Turn: Sendable {
    private let slots: Slots

    init?(_ slots: Slots) {
        guard slots.take() else { return nil }
        self.slots = slots
    }

    deinit { slots.giveBack() }
}

extension Language {
    var ofPage: PlainPage.Language { self == .french ? .french : .english }
}
