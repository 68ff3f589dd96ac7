import ExactJSON
import HTTPTypes
import Hummingbird
import LearningRecords
import XAPI

/// What courses cost, and what was spent (`docs/spending.md`).
struct SpendingRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings

    private static let price = "/api/v1/courses/{id}/price"
    private static let questions = CSVTable.parameters.union(QueryParameters.attributes)
        .union(["year", "by", "course", "source"])

    var routes: [Route] {
        [
            Route(.get, Self.price, .anyOf([.packages, .completions]), use: showPrice),
            Route(.put, Self.price, .anyOf([.packages]), use: setPrice),
            Route(.put, "/api/v1/obligations/{year}", .anyOf([.rules]), use: setObligation),
            Route(.get, "/api/v1/spending", .anyOf([.completions]), parameters: Self.questions, use: measure),
        ]
    }

    @Sendable func showPrice(request: Request, context: ServiceContext) async throws -> Response {
        guard let prices = try await useCases.spending.setPrice.prices(of: try context.pathPart("id")) else {
            throw Problem.notFound
        }
        return .list(prices.map(\.json), next: nil)
    }

    @Sendable func setPrice(request: Request, context: ServiceContext) async throws -> Response {
        let price = try CoursePrice(reading: try await settings.jsonObject(of: request))
        let (id, key) = (try context.pathPart("id"), try context.caller().key)
        guard let prices = try await useCases.spending.setPrice(price, of: id, by: key) else { throw Problem.notFound }
        return .list(prices.map(\.json), next: nil)
    }

    @Sendable func setObligation(request: Request, context: ServiceContext) async throws -> Response {
        guard let year = Int64(try context.pathPart("year")), Self.years.contains(year) else { throw Problem.notFound }
        let obligation = try Obligation(reading: try await settings.jsonObject(of: request), year: year)
        let all = try await useCases.spending.setObligation(obligation, by: try context.caller().key)
        return .list(all.map { $0.json() }, next: nil)
    }

    private static let years: ClosedRange<Int64> = 1990...2200

    @Sendable func measure(request: Request, context: ServiceContext) async throws -> Response {
        let query = context.query
        guard let year = try query.number("year", in: Int(Self.years.lowerBound)...Int(Self.years.upperBound)) else {
            throw Problem.invalidParameter("year", french: "une année, comme 2026.", english: "a year, such as 2026.")
        }
        let dimensions = MeasureSpending.Dimension.all
        guard let dimension = dimensions.first(where: { $0.name == query["by"] ?? "course" }) else {
            let list = dimensions.map(\.name).joined(separator: ", ")
            throw Problem.invalidParameter("by", french: "un de : \(list).", english: "one of: \(list).")
        }
        var asked = MeasureSpending.Request(year: Int64(year), by: dimension)
        asked.filter.course = query["course"]
        asked.filter.source = query["source"]
        asked.filter.attributes = query.attributeValues
        let csv = try query.table()
        let report = try await useCases.spending.measure(asked)
        return csv.map { $0.response(report.rows(by: dimension, $0), named: "spending", next: nil) }
            ?? .json(report.json(of: asked))
    }
}

extension MeasureSpending.Report {
    fileprivate func json(of request: MeasureSpending.Request) -> JSONObject {
        var object = JSONObject()
        object.set("year", Int(request.year))
        object.set("by", request.by.name)
        object.set("learners", learners)
        total.add(to: &object)
        let items = lines.map { line in
            var object = JSONObject()
            if let course = line.course {
                var names = JSONObject()
                names.set("id", course)
                names.set("title", line.name)
                object.set("course", json: names.json)
            } else {
                object.set(request.by.name, line.name)
            }
            object.set("learners", line.learners)
            line.cost.add(to: &object)
            return object.json
        }
        object.set("items", json: JSONLiteral.array(items))
        let balances = obligations.map { $0.obligation.json(spent: $0.spent) }
        object.set("obligations", json: JSONLiteral.array(balances))
        object.set("as_of", CompletionAnswer.time(asOf))
        return object
    }

    fileprivate func rows(by dimension: MeasureSpending.Dimension, _ table: CSVTable) -> [[String]] {
        let names = dimension == .course ? ["course_id", "course_title"] : [dimension.name]
        return [names + ["learners"] + Cost.columns]
            + lines.map { line in
                (dimension == .course ? [line.course ?? ""] : []) + [line.name ?? "", String(line.learners)]
                    + line.cost.cells(table)
            }
    }
}
