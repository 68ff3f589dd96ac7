import Completion
import Foundation

/// Counts what is odd over some statements of one source, given newest first.
struct SourceDefects {
    /// Fewer activities begun than this tell nothing.
    static let leastBegun = 10
    /// Clocks differ a little, and nothing follows from it; microseconds.
    private static let tolerance: Int64 = 2_000_000
    /// 2010-01-01: xAPI is younger.
    private static let oldest: Int64 = 1_262_304_000_000_000

    private struct Learning: Hashable {
        let actor: String
        let activity: String
    }

    private struct Session: Hashable {
        let learning: Learning
        let session: SessionKey?
        let duration: Int64
    }

    private var statements = 0
    private var timed = 0
    private var begun: Set<Learning> = []
    private var ended = 0
    private var durations = 0
    /// When each session with its duration was last said to end.
    private var sessions: [Session: Int64] = [:]
    private var registrations: [UUID: Set<String>] = [:]
    private var actors = Spellings()
    private var activities = Spellings()
    private var shown: [SourceFinding.Code: (count: Int, examples: [UUID])] = [:]

    mutating func add(_ statement: SampledStatement) {
        statements += 1
        addClock(of: statement)
        if actors.add(statement.actor, as: statement.actor.lowercased()) { show(.actorSpelling, statement.id) }
        if let registration = statement.registration {
            let (isNew, _) = registrations[registration, default: []].insert(statement.actor)
            if isNew, registrations[registration]?.count == 2 { show(.changingActors, statement.id) }
        }
        guard let activity = statement.activity, let event = statement.event else { return }
        let plain = activity.lowercased()
        if activities.add(activity, as: plain.hasSuffix("/") ? String(plain.dropLast()) : plain) {
            show(.activitySpelling, statement.id)
        }
        let learning = Learning(actor: statement.actor, activity: activity)
        begun.insert(learning)
        if event.completed == true || event.passed == true { ended += 1 }
        addDuration(of: event, learning)
    }

    private mutating func addClock(of statement: SampledStatement) {
        guard let timestamp = statement.timestamp else { return }
        timed += 1
        if timestamp > statement.stored &+ Self.tolerance { show(.clockAhead, statement.id) }
        if timestamp < Self.oldest { show(.clockUnset, statement.id) }
    }

    /// The same length again, of a session that is named, or that would overlap itself.
    private mutating func addDuration(of event: LearningEvent, _ learning: Learning) {
        guard let duration = event.duration else { return }
        durations += 1
        let session = Session(learning: learning, session: event.session, duration: duration)
        defer { sessions[session] = event.witness.effective }
        guard let later = sessions[session] else { return }
        let (apart, overflows) = later.subtractingReportingOverflow(event.witness.effective)
        if event.session != nil || (!overflows && abs(apart) < duration) {
            show(.duplicateDurations, event.witness.statement)
        }
    }

    private mutating func show(_ code: SourceFinding.Code, _ statement: UUID) {
        shown[code, default: (0, [])].count += 1
        if shown[code]?.examples.count ?? 0 < SourceFinding.mostExamples { shown[code]?.examples.append(statement) }
    }

    /// In the order of the codes.
    var findings: [SourceFinding] {
        SourceFinding.Code.allCases.compactMap { code in
            if code == .neverCompletes {
                guard ended == 0, begun.count >= Self.leastBegun else { return nil }
                return SourceFinding(code: code, count: begun.count, total: begun.count, examples: [])
            }
            guard let (count, examples) = shown[code] else { return nil }
            return SourceFinding(code: code, count: count, total: total(of: code), examples: examples)
        }
    }

    private func total(of code: SourceFinding.Code) -> Int {
        switch code {
        case .neverCompletes: begun.count
        case .duplicateDurations: durations
        case .clockAhead, .clockUnset: timed
        case .changingActors: registrations.count
        case .actorSpelling: actors.count
        case .activitySpelling: activities.count
        }
    }
}

/// Texts that are the same but for how they are written.
private struct Spellings {
    private var byPlain: [String: Set<String>] = [:]
    private(set) var count = 0

    /// - Returns: whether the text is new, and differs from one before by its spelling alone.
    mutating func add(_ text: String, as plain: String) -> Bool {
        guard byPlain[plain, default: []].insert(text).inserted else { return false }
        count += 1
        return byPlain[plain].map { $0.count > 1 } ?? false
    }
}
