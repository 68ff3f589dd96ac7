import Foundation
import LearningRecords
import Persistence
import XAPI

/// The use cases of completions.
struct CompletionUseCases: Sendable {
    let find: FindCompletions
    let summarize: SummarizeCompletions
    let register: RegisterPeople
    let withdraw: WithdrawRegistration
    let transcript: FindTranscript
    let certificate: FindCertificate
    let time: FindPersonTime
    let activity: MeasureActivity

    init(database: any Database, outlines: CourseOutlines, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        find = FindCompletions(database: database, outlines: outlines)
        summarize = SummarizeCompletions(database: database)
        register = RegisterPeople(database: database, outlines: outlines) { UUID(random: random(16)) }
        withdraw = WithdrawRegistration(database: database, outlines: outlines)
        transcript = FindTranscript(database: database, outlines: outlines)
        certificate = FindCertificate(database: database, outlines: outlines)
        time = FindPersonTime(database: database)
        activity = MeasureActivity(database: database)
    }
}
