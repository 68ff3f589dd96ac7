package import ExactJSON

extension Statement {
    /// A measured outcome (xAPI 1.0.3 Data 2.4.5).
    package struct Result: Sendable {
        package let json: JSONValue
        package let score: Score?
        package let success: Bool?
        package let completion: Bool?
        package let duration: ISODuration?
        /// The map as sent: keys are IRIs, values anything.
        package let extensions: JSONValue?

        /// What the learner answered, in the pattern of the interaction.
        package var response: String? { json[key: "response"]?.string }

        private static let properties = ["score", "success", "completion", "response", "duration", "extensions"]

        init(_ json: JSONValue) throws(Violation) {
            try json.requireObject(.result)
            var (score, duration): (Score?, ISODuration?)
            var (success, completion): (Bool?, Bool?)
            var extensions: JSONValue?
            for (key, value) in json.members {
                switch key {
                case "score": score = try Score(value)
                case "success": success = try value.flag(.result)
                case "completion": completion = try value.flag(.result)
                case "response": try value.requireText(.result)
                case "duration": duration = try Self.duration(value)
                case "extensions":
                    try value.requireExtensions()
                    extensions = value
                default: throw .unknown(key, in: json, .result, known: Self.properties)
                }
            }
            self.json = json
            self.score = score
            self.success = success
            self.completion = completion
            self.duration = duration
            self.extensions = extensions
        }

        private static func duration(_ json: JSONValue) throws(Violation) -> ISODuration {
            guard let duration = ISODuration(iso8601: try json.text(.durations)) else {
                throw Violation(.invalidDuration, .durations, json)
            }
            return duration
        }
    }
}

extension Statement.Result {
    /// The outcome of a graded Activity (Data 2.4.5.1). The bounds were checked on the numbers as written.
    package struct Score: Sendable, Equatable {
        /// From -1 to 1.
        package let scaled: Double?
        /// From `min` to `max` where these are given. A number beyond what a Double can hold is nil here, in `min` and
        /// in `max`; the bytes keep it.
        package let raw: Double?
        package let min: Double?
        package let max: Double?

        init(_ json: JSONValue) throws(Violation) {
            try json.requireObject(.score)
            var bounds = Bounds()
            for (key, value) in json.members {
                switch key {
                case "scaled": bounds.scaled = try Number(value)
                case "raw": bounds.raw = try Number(value)
                case "min": bounds.min = try Number(value)
                case "max": bounds.max = try Number(value)
                default: throw .unknown(key, in: json, .score, known: ["scaled", "raw", "min", "max"])
                }
            }
            try bounds.validate()
            scaled = bounds.scaled?.double
            raw = bounds.raw?.double
            min = bounds.min?.double
            max = bounds.max?.double
        }
    }

    /// A number, exactly, and where it stands.
    private struct Number {
        let json: JSONValue
        let value: ExactDecimal

        init(_ json: JSONValue) throws(Violation) {
            self.json = json
            value = try json.decimal(.score)
        }

        var double: Double? {
            guard let double = json.double, double.isFinite else { return nil }
            return double
        }
    }

    private struct Bounds {
        var scaled: Number?
        var raw: Number?
        var min: Number?
        var max: Number?

        private static let one = ExactDecimal("1")
        private static let minusOne = ExactDecimal("-1")

        func validate() throws(Violation) {
            if let scaled, let low = Self.minusOne, let high = Self.one, scaled.value < low || high < scaled.value {
                throw Violation(.scaledScoreOutOfRange, .score, scaled.json)
            }
            if let min, let max, !(min.value < max.value) {
                throw Violation(.scoreBoundsReversed, .score, min.json)
            }
            guard let raw else { return }
            if let min, raw.value < min.value { throw Violation(.rawScoreOutOfBounds, .score, raw.json) }
            if let max, max.value < raw.value { throw Violation(.rawScoreOutOfBounds, .score, raw.json) }
        }
    }
}
