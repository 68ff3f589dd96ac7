import ExactJSON
import Foundation

/// How fast a statement is read, beside Foundation's `JSONSerialization` over the same bytes.
///
/// Each of the rounds times both, so that a busy moment of the machine falls on both. The last line of the output is one
/// JSON object; `ratio` is how many times as fast ours is, by the medians.
@main
struct JSONBenchmark {
    private static let rounds = 9
    private static let passes = 24

    static func main() throws {
        let corpus = StatementCorpus(count: 500)
        let texts = corpus.statements
        let data = texts.map { Data($0) }
        let expected = try touchOurs(texts)
        guard expected == (try touchFoundation(data)) else { throw Disagreement() }
        var ours: [Double] = []
        var foundation: [Double] = []
        for _ in 0..<rounds {
            ours.append(try rate(of: corpus, expected) { try touchOurs(texts) })
            foundation.append(try rate(of: corpus, expected) { try touchFoundation(data) })
        }
        print(report(Rates(ours), Rates(foundation), bytes: corpus.byteCount / texts.count))
    }

    /// What both sides read differently: the figures would compare two different works.
    struct Disagreement: Error {}

    /// Mebibytes a second over several passes of the corpus.
    private static func rate(
        of corpus: StatementCorpus,
        _ expected: Touched,
        _ pass: () throws -> Touched
    ) throws -> Double {
        let start = ContinuousClock.now
        for _ in 0..<passes where try pass() != expected { throw Disagreement() }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return Double(corpus.byteCount * passes) / seconds / 1_048_576
    }

    private static func report(_ ours: Rates, _ foundation: Rates, bytes: Int) -> String {
        let ratio = (ours.median / foundation.median).formatted(2)
        return #"{"json_parse": {"statement_bytes": \#(bytes), "rounds": \#(rounds), "ours_mebibytes_per_second": "#
            + "\(ours.json), "
            + #""foundation_mebibytes_per_second": \#(foundation.json), "ratio": \#(ratio)}}"#
    }
}

/// The rounds of one side.
struct Rates {
    let median: Double
    let lowest: Double
    let highest: Double

    init(_ values: [Double]) {
        let sorted = values.sorted()
        median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        lowest = sorted.first ?? 0
        highest = sorted.last ?? 0
    }

    var json: String {
        #"{"median": \#(median.formatted(1)), "lowest": \#(lowest.formatted(1)), "highest": \#(highest.formatted(1))}"#
    }
}

extension Double {
    func formatted(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}
