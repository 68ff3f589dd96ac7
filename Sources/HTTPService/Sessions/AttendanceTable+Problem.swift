import LearningRecords
import XAPI

extension Result where Success == [RecordAttendance.Line], Failure == AttendanceTable.Fault {
    /// The lines, or a Problem that names the line of the file.
    func orProblem() throws(Problem) -> [RecordAttendance.Line] {
        switch self {
        case .success(let lines): return lines
        case .failure(let fault):
            let message = fault.message
            var problem = Problem.invalid(
                "", french: "Ligne \(fault.line) : \(message.french)", english: "Line \(fault.line): \(message.english)"
            )
            problem.pointer = nil
            problem.members = [("line", Array(String(fault.line).utf8))]
            throw problem
        }
    }
}
