import ExactJSON
import LearningRecords
import XAPI

/// Amounts travel as texts with two decimals, which no reader turns into something near it.
enum Euros {
    static func text(_ cents: Int64) -> String {
        let (whole, rest) = cents.quotientAndRemainder(dividingBy: 100)
        let digits = String(abs(rest) + 100).dropFirst()
        return (cents < 0 && whole == 0 ? "-" : "") + "\(whole).\(digits)"
    }

    /// Cents of `45`, `45.5` or `45.50`, as a text or as a number; nil for anything else.
    static func cents(_ json: JSONValue) -> Int64? {
        let text = json.string ?? (json.double == nil ? "" : String(decoding: json.bytes, as: UTF8.self))
        guard let parts = text.wholeMatch(of: /([0-9]{1,12})(?:\.([0-9]{1,2}))?/)?.output, let whole = Int64(parts.1)
        else { return nil }
        let fraction = parts.2.map(String.init) ?? "0"
        return whole * 100 + (Int64(fraction) ?? 0) * (fraction.count == 1 ? 10 : 1)
    }
}

extension CoursePrice {
    var json: [UInt8] {
        var object = JSONObject()
        object.set("from", from.text)
        object.set("amount", Euros.text(cents))
        object.set("per", basis.rawValue)
        object.set("funded", Double(funded) / 1_000)
        object.set("funder", funder)
        return object.json
    }

    private static let members: Set = ["from", "amount", "per", "funded", "funder"]

    /// Reads `{"from": "2026-01-01", "amount": "45.00", "per": "hour", "funded": 0.5, "funder": "Région"}`.
    init(reading json: JSONValue) throws(Problem) {
        try json.requireMembers(Self.members)
        guard let day = json[key: "from"]?.string.flatMap({ Day($0) }) else {
            throw .invalid("/from", french: "Un jour, comme 2026-01-01.", english: "A day, such as 2026-01-01.")
        }
        guard let cents = json[key: "amount"].flatMap(Euros.cents), cents <= Self.mostCents else {
            throw .invalid(
                "/amount", french: "Un montant en euros, comme 45.00, d’un million au plus.",
                english: "An amount in euros, such as 45.00, of a million at most."
            )
        }
        guard let basis = json[key: "per"]?.string.flatMap(Basis.init(rawValue:)) else {
            throw .invalid("/per", french: "« hour » ou « person ».", english: "“hour” or “person”.")
        }
        let share = json[key: "funded"].map { $0.double ?? -1 } ?? 0
        guard (0...1).contains(share) else {
            throw .invalid("/funded", french: "Une part de 0 à 1.", english: "A share from 0 to 1.")
        }
        let place = JSONPointer().appending("funder")
        let funder = try json[key: "funder"].map { value throws(Problem) in
            try value.text(ofBytes: 1...Self.longestFunder, at: place)
        }
        self.init(
            from: day, cents: cents, basis: basis, funded: Int64((share * 1_000).rounded()), funder: funder
        )
    }
}

extension Obligation {
    func json(spent: Int64? = nil) -> [UInt8] {
        var object = JSONObject()
        object.set("employer", employer)
        object.set("amount", Euros.text(cents))
        object.set("reason", reason)
        if let spent {
            object.set("spent", Euros.text(spent))
            object.set("rest", Euros.text(max(0, cents - spent)))
        }
        return object.json
    }

    init(reading json: JSONValue, year: Int64) throws(Problem) {
        try json.requireMembers(["employer", "amount", "reason"])
        guard let cents = json[key: "amount"].flatMap(Euros.cents), cents <= Self.mostCents else {
            throw .invalid(
                "/amount", french: "Un montant en euros, comme 250000.00.",
                english: "An amount in euros, such as 250000.00."
            )
        }
        self.init(
            year: year,
            employer: try Self.text("employer", json, longest: AttributeName.longestValue), cents: cents,
            reason: try Self.text("reason", json, longest: Self.longestReason)
        )
    }

    private static func text(_ name: String, _ json: JSONValue, longest: Int) throws(Problem) -> String {
        guard let value = json[key: name] else {
            throw .invalid("/\(name)", french: "Il manque « \(name) ».", english: "“\(name)” is missing.")
        }
        return try value.text(ofBytes: 1...longest, at: JSONPointer().appending(name))
    }
}

extension Cost {
    func add(to object: inout JSONObject) {
        object.set("counted", ISODuration.text(of: counted))
        object.set("cost", Euros.text(cents))
        object.set("funded", Euros.text(funded))
        object.set("own", Euros.text(own))
        object.set("cost_per_hour", perHour.map(Euros.text))
    }

    static let columns = ["counted", "cost", "funded", "own", "cost_per_hour"]

    func cells(_ table: CSVTable) -> [String] {
        [ISODuration.text(of: counted)]
            + [cents, funded, own, perHour].map { cents in table.number(cents.map { Double($0) / 100 }) }
    }
}
