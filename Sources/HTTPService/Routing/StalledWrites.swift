import Glibc
import NIOCore

/// Closes a connection whose client has stopped reading: bytes wait to go out, and for the whole timeout not one of them
/// did. A client that reads slowly is left alone.
///
/// Without it an answer that nobody reads keeps its memory and its place among the connections for ever, since the idle
/// timeout counts from the end of an answer.
final class StalledWrites: ChannelOutboundHandler, RemovableChannelHandler {
    /// Whatever it is, it is handed on as it is.
    typealias OutboundIn = Any
    typealias OutboundOut = Any

    /// The timeout is watched in this many steps.
    private static let steps = 4

    /// Bytes that the kernel takes before they can be sent. It would take megabytes, and while a slow client reads those
    /// nothing would be seen to move.
    private static let unsentBytes = 131_072

    private let step: TimeAmount
    private var nextLook: Scheduled<Void>?
    private var stalledSteps = 0
    /// Something was written since the last look. A writer waits while too much lies here, so this too means that bytes
    /// went out.
    private var hasWritten = false
    private var waiting = 0

    init(timeout: Duration) {
        step = .milliseconds(timeout.components.seconds * 1_000 / Int64(Self.steps))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let option = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: TCP_NOTSENT_LOWAT))
        // Where the system does not know it, slow clients need a longer timeout.
        try? context.channel.syncOptions?.setOption(option, value: .init(Self.unsentBytes))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        hasWritten = true
        if nextLook == nil { lookLater(context) }
        context.write(data, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) { nextLook?.cancel() }

    private func lookLater(_ context: ChannelHandlerContext) {
        nextLook = context.eventLoop.assumeIsolated().scheduleTask(in: step) { self.look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        nextLook = nil
        let before = waiting
        waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        guard waiting > 0, context.channel.isActive else { return }
        stalledSteps = hasWritten || waiting < before ? 0 : stalledSteps + 1
        hasWritten = false
        guard stalledSteps < Self.steps else { return context.close(promise: nil) }
        lookLater(context)
    }
}
