import Foundation
import Glibc
import TestSupport

/// A connection that sends whatever bytes it is given, and takes what comes or leaves it.
final class WireConnection {
    private let descriptor: Int32

    /// - Parameter patience: how long a byte is waited for: far longer than a server takes that every other test keeps busy.
    init(to server: LiveServer, patience: Duration = .seconds(60), receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var time = timeval(tv_sec: Int(patience.components.seconds), tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (UInt16(server.address.split(separator: ":").last ?? "") ?? 0).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECONNREFUSED) }
    }

    deinit { close(descriptor) }

    /// False where the other side has closed.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// What comes until the other side closes.
    struct Received {
        /// The first bytes.
        var start = ""
        var count = 0
        /// False where nothing came any more, and the connection stayed open.
        var isClosed = false
    }

    /// - Parameter pause: µs before each piece of 64 KiB.
    func receive(pause: UInt32 = 0) -> Received {
        var received = Received()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if pause > 0 { usleep(pause) }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                received.isClosed = count == 0 || errno == ECONNRESET
                return received
            }
            received.count += count
            if received.start.utf8.count < 4_096 {
                received.start += String(decoding: buffer.prefix(min(count, 4_096)), as: UTF8.self)
            }
        }
    }
}
