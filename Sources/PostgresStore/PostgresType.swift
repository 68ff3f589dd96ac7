import CLibPQ
import Persistence

/// The object identifiers of the types that we send and read (`pg_type.dat`).
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let unknown: Oid = 705
    static let bpchar: Oid = 1042
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let uuid: Oid = 2950
    static let void: Oid = 2278
    static let xid8: Oid = 5069

    /// 0 lets the server infer the type.
    static func scalar(_ type: SQLType) -> Oid {
        switch type {
        case .integer: int8
        case .real: float8
        case .text: text
        case .blob: bytea
        case .unknown: 0
        }
    }

    static func array(_ type: SQLType) -> Oid {
        switch type {
        case .integer: 1016
        case .real: 1022
        case .text, .unknown: 1009
        case .blob: 1001
        }
    }
}
