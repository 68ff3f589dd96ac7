package import Foundation
import Glibc
import Synchronization

/// A program that runs beside the tests.
///
/// Not Foundation's `Process`: to close what is open it reads `/proc/self/fd` past the end of its buffer, which with the
/// thousand files that tests have open ends in a fault now and then.
package final class Child: Sendable {
    /// Closes what this process has open, and goes on as the program in the folder.
    private static let prelude = """
        cd "$0"; for fd in /proc/self/fd/*; do fd=${fd##*/}; ((fd < 3)) || eval "exec $fd>&-"; done; exec "$@"
        """

    package let processIdentifier: pid_t
    private let status = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - output: file to which both outputs go, at its end.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String], in folder: URL, output: URL
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output.path(), O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals that this process ignores or holds back are not the child's affair.
        var all = sigset_t()
        sigfillset(&all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let line = ["bash", "-c", Self.prelude, folder.path(), program] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, "/bin/bash", &actions, &attributes, &words, &variables)
        guard code == 0 else { throw Shell.Failure(description: "\(program): \(String(cString: strerror(code)))") }
        processIdentifier = pid
    }

    package var isRunning: Bool { exitCode(options: WNOHANG) == nil }

    /// Waits until it ends; 128 and the signal where one ended it.
    package func wait() -> Int32 { exitCode(options: 0) ?? -1 }

    package func terminate() { if isRunning { kill(processIdentifier, SIGTERM) } }

    /// Ends it as a crash would.
    package func crash() { if isRunning { kill(processIdentifier, SIGKILL) } }

    private func exitCode(options: Int32) -> Int32? {
        status.withLock { status in
            guard status == nil else { return status }
            var word: Int32 = 0
            var ended: pid_t
            repeat { ended = waitpid(processIdentifier, &word, options) } while ended == -1 && errno == EINTR
            guard ended == processIdentifier else { return nil }
            let signal = word & 0x7F
            status = signal == 0 ? (word >> 8) & 0xFF : 128 + signal
            return status
        }
    }
}
