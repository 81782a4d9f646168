namespace Pipeline.Core.Feeds.Changes;

/// <summary>Announces change sets.</summary>
public interface IChangeQueue
{
    /// <summary>Announces one.</summary>
    Task AnnounceAsync(ChangeAnnouncement announcement, CancellationToken cancellationToken);
}
