namespace Pipeline.Core.Feeds.Importing;

/// <summary>A held lock; disposing frees it.</summary>
public interface IFeedLease : IAsyncDisposable
{
    /// <summary>Signalled when the lock could not be kept: stop writing.</summary>
    CancellationToken Lost { get; }
}
