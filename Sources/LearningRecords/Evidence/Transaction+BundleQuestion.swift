import EvidenceVerification
import Foundation
import Persistence

package enum BundleRefusal: Error, Equatable, Sendable {
    /// At this place of the list stands nobody.
    case unknownPerson(place: Int)
    /// At this place of the list stands no course.
    case unknownCourse(place: Int)
    case tooManyPeople
    /// People times courses.
    case tooManyLines
    /// Of an inspection, which has nobody of this id, or no such course.
    case outside(BundleReachRefusal)
}

package enum BundleReachRefusal: Equatable, Sendable {
    case unknownPerson, unknownCourse
}

extension Transaction {
    /// The question of a bundle as it is kept: it names whom and what it is about, since the builder and `verify-evidence` know of
    /// nothing else.
    ///
    /// - Throws: `BundleRefusal` too.
    func settle(
        _ asked: BundleQuestion, _ people: [UUID]?, _ attributes: [AttributeName: String], _ courses: [String]?,
        inside reach: InspectionReach?
    ) throws -> BundleQuestion {
        var question = asked
        if people != nil || !attributes.isEmpty { question.people = try chosen(people, attributes, inside: reach) }
        for (name, value) in attributes { question.chosenBy[name.rawValue] = value }
        if let courses { question.courses = try known(courses, inside: reach) }
        if let reach { try narrow(&question, to: reach) }
        if let id = question.person, let number = try livingPerson(id) {
            // Whoever was merged into somebody is asked for as whom they are now.
            question.person = try self.people(numbered: [number])[number]?.id ?? id
        }
        let lines = (question.people?.count ?? 1).multipliedReportingOverflow(by: question.courses?.count ?? 0)
        guard question.person != nil || !lines.overflow && lines.partialValue <= BundleShelf.mostLines else {
            throw BundleRefusal.tooManyLines
        }
        return question
    }

    /// Whom a bundle is about, by living ids.
    private func chosen(
        _ people: [UUID]?, _ attributes: [AttributeName: String], inside reach: InspectionReach?
    ) throws -> Set<UUID> {
        var numbers: Set<Int64>?
        if !attributes.isEmpty {
            var found = try self.people(of: attributes)
            if let reach { found.formIntersection(try self.people(inside: reach)) }
            guard found.count <= BundleShelf.mostPeople else { throw BundleRefusal.tooManyPeople }
            numbers = found
        }
        if let people {
            var listed: Set<Int64> = []
            for (place, id) in people.enumerated() {
                guard let number = try livingPerson(id, inside: reach) else {
                    throw BundleRefusal.unknownPerson(place: place)
                }
                listed.insert(number)
            }
            numbers = numbers?.intersection(listed) ?? listed
        }
        return Set(try self.people(numbered: numbers ?? []).values.map(\.id))
    }

    /// Courses that were listed, each of which has to be there.
    private func known(_ iris: [String], inside reach: InspectionReach?) throws -> Set<String> {
        let allowed = try courses(inside: reach)
        for (place, iri) in iris.enumerated() {
            guard let number = try course(iri: iri), allowed?.contains(number) ?? true else {
                throw BundleRefusal.unknownCourse(place: place)
            }
        }
        return Set(iris)
    }

    /// Names the people of an inspection, and its courses.
    private func narrow(_ question: inout BundleQuestion, to reach: InspectionReach) throws {
        if let id = question.person, try livingPerson(id, inside: reach) == nil {
            throw BundleRefusal.outside(.unknownPerson)
        }
        if question.people == nil {
            let numbers = Set(try people(inside: reach))
            question.people = Set(try people(numbered: numbers).values.filter { $0.mergedInto == nil }.map(\.id))
        }
        guard let courses = try courses(inside: reach), question.courses == nil else { return }
        if let iri = question.course {
            guard let number = try course(iri: iri), courses.contains(number) else {
                throw BundleRefusal.outside(.unknownCourse)
            }
            return
        }
        guard !courses.isEmpty else { throw BundleRefusal.outside(.unknownCourse) }
        let iris = try iris(ofCourses: courses).values
        (question.course, question.courses) = courses.count == 1 ? (iris.first, nil) : (nil, Set(iris))
    }
}
