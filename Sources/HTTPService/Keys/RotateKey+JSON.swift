import ExactJSON
import LearningRecords
import XAPI

extension RotateKey {
    /// Reads `{"grace_seconds": 3600}`; none where it does not stand there.
    static func grace(reading json: JSONValue) throws(Problem) -> Int {
        guard json.kind == .object else {
            throw .invalid("", french: "Un objet est attendu.", english: "An object is expected.")
        }
        guard let value = json[key: "grace_seconds"] else { return 0 }
        guard let seconds = value.integer.flatMap({ Int(exactly: $0) }), (0...longestGrace).contains(seconds) else {
            throw .invalid(
                "/grace_seconds",
                french: "Un nombre entier de secondes de 0 à \(longestGrace) (sept jours).",
                english: "A whole number of seconds from 0 to \(longestGrace) (seven days)."
            )
        }
        return seconds
    }
}

extension RotateKey.Rotated {
    func answer(id: String) -> JSONObject {
        var object = JSONObject()
        object.set("key", id)
        object.set("secret", secret)
        object.set("old_secret_until", Instant(microseconds: oldSecretUntil).rfc3339)
        return object
    }
}
