import ExactJSON
import Foundation

/// What a service looks at first in a statement, added up, so that neither side can leave work out.
struct Touched: Equatable {
    var length = 0
    var score = 0.0
    var completions = 0

    mutating func add(_ texts: String?...) {
        for text in texts { length += text?.utf8.count ?? 0 }
    }
}

extension JSONBenchmark {
    static func touchOurs(_ corpus: [[UInt8]]) throws -> Touched {
        var touched = Touched()
        for text in corpus {
            let statement = try JSONDocument(reading: text).root
            let result = statement[key: "result"]
            touched.add(
                statement[key: "id"]?.string,
                statement[key: "timestamp"]?.string,
                statement[key: "actor"]?[key: "account"]?[key: "name"]?.string,
                statement[key: "verb"]?[key: "id"]?.string,
                statement[key: "object"]?[key: "id"]?.string
            )
            touched.score += result?[key: "score"]?[key: "scaled"]?.double ?? 0
            touched.completions += result?[key: "completion"]?.bool == true ? 1 : 0
        }
        return touched
    }

    static func touchFoundation(_ corpus: [Data]) throws -> Touched {
        var touched = Touched()
        for text in corpus {
            let statement = try JSONSerialization.jsonObject(with: text) as? [String: Any]
            let actor = statement?["actor"] as? [String: Any]
            let result = statement?["result"] as? [String: Any]
            touched.add(
                statement?["id"] as? String,
                statement?["timestamp"] as? String,
                (actor?["account"] as? [String: Any])?["name"] as? String,
                (statement?["verb"] as? [String: Any])?["id"] as? String,
                (statement?["object"] as? [String: Any])?["id"] as? String
            )
            touched.score += (result?["score"] as? [String: Any])?["scaled"] as? Double ?? 0
            touched.completions += result?["completion"] as? Bool == true ? 1 : 0
        }
        return touched
    }
}
