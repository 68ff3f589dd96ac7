package import Persistence

/// Finds who is registered in one course, the last one first: whoever is to sign its attendance sheets.
package struct Migration0046RegistrationsOfCourse: Migration {
    package static let number = 46

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute("CREATE INDEX registration_course ON registration (course, registered_at, person)")
    }
}
