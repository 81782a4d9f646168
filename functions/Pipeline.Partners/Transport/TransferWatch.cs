using System.Net.Sockets;
using System.Security.Authentication;

namespace Pipeline.Partners.Transport;

/// <summary>Watches one connection: no wait without a byte may pass the stall time, and all of it the deadline.</summary>
internal sealed class TransferWatch : IDisposable
{
    private readonly TimeProvider timeProvider;
    private readonly TimeSpan stallTimeout;
    private readonly Func<TransferTimeout, string, Exception> failure;
    private readonly CancellationTokenSource deadline;

    /// <summary>Starts the deadline.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="deadline">Time from now until everything ends.</param>
    /// <param name="stallTimeout">Longest single wait.</param>
    /// <param name="failure">Makes the exception from the kind of time-out and what was waited for.</param>
    public TransferWatch(
        TimeProvider timeProvider,
        TimeSpan deadline,
        TimeSpan stallTimeout,
        Func<TransferTimeout, string, Exception> failure)
    {
        this.timeProvider = timeProvider;
        this.stallTimeout = stallTimeout;
        this.failure = failure;
        this.deadline = new CancellationTokenSource(deadline > TimeSpan.Zero ? deadline : TimeSpan.Zero, timeProvider);
    }

    /// <summary>Runs one wait under both limits.</summary>
    /// <param name="activity">What is waited for, for the message ("the reply to RETR").</param>
    /// <param name="operation">The wait; it must end when its token is cancelled.</param>
    /// <param name="cancellationToken">The caller's own wish to stop; ends in OperationCanceledException.</param>
    public async Task<T> GuardAsync<T>(
        string activity, Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stall = new(stallTimeout, timeProvider);
        using CancellationTokenSource any =
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, stall.Token);
        try
        {
            return await operation(any.Token);
        }
        catch (Exception exception) when (any.IsCancellationRequested && ComesFromCancelling(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw failure(
                deadline.IsCancellationRequested ? TransferTimeout.Deadline : TransferTimeout.Stall, activity);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => deadline.Dispose();

    /// <summary>Streams that are torn down under a pending call do not all answer with the same exception.</summary>
    private static bool ComesFromCancelling(Exception exception) =>
        exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException
            or AuthenticationException or HttpRequestException;
}

/// <summary>Which of the two limits of a transfer passed.</summary>
internal enum TransferTimeout
{
    /// <summary>No byte came for the stall time.</summary>
    Stall,

    /// <summary>The whole took too long.</summary>
    Deadline,
}
