using System.Globalization;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Distributors;

/// <summary>Does the flows that fetch feeds: lands the file, and leaves the rest to the blob's event.</summary>
/// <remarks>
/// May be cut anywhere and run again: the same bytes of the same time take the same blob name, and what was landed last
/// is noted only after the blob is there.
/// </remarks>
public sealed class FeedRunner(
    ConfiguredFeeds configured,
    IFeedSources sources,
    IFeedStore feeds,
    ILandingStore landing,
    IFeedImportQueue imports,
    IExecutionStore executions,
    FlowCatalog flows,
    FeedImportOptions options,
    TimeProvider time) : IFlowRunner
{
    /// <inheritdoc/>
    public bool Runs(FlowDefinition flow) => FeedId.TryParse(flow.Distributor, flow.Feed, out _);

    /// <inheritdoc/>
    public async Task RunAsync(Execution execution, CancellationToken cancellationToken)
    {
        // A rollback comes here when its own request was lost. Else the name is noted before the upload: after a crash between
        // the two there is nothing to import yet.
        bool rollback = execution.Trigger == ExecutionTrigger.Rollback;
        if (LandingNames.WithoutContainer(execution.File) is { } landed
            && (rollback || await landing.FindAsync(landed, cancellationToken) is not null))
        {
            await imports.SendAsync(new FeedImportRequest(landed, execution.Id, rollback), cancellationToken);
            return;
        }

        FeedId feed = configured.All.Single(candidate => flows.CodeOf(candidate) == execution.Flow);
        IFeedSource source = configured.ApiOf(feed) ?? sources.Create(
            configured.SourceOf(feed) ?? throw new InvalidOperationException($"The feed {feed} has no address."));
        await FetchAsync(execution, feed, source, cancellationToken);
    }

    private async Task FetchAsync(
        Execution execution, FeedId feed, IFeedSource source, CancellationToken cancellationToken)
    {
        RemoteFile remote = await source.ProbeAsync(cancellationToken)
            ?? throw new FeedTransportException(
                "FEED_FILE_MISSING",
                $"There is no file at {configured.SourceOf(feed)}.",
                "Nothing to do if the distributor is late: the next run tries again. Else check the path of the feed.",
                isTransient: true,
                innerException: null);
        FeedRecord record = await feeds.ReadAsync(feed, cancellationToken);
        if (IsSame(record.LastLanded, remote))
        {
            _ = await NothingNewAsync(execution, $"{remote.Path} has not changed since it was landed.", cancellationToken);
            return;
        }

        string folder = Path.Combine(options.WorkFolder, execution.Id + "-landing");
        _ = Directory.CreateDirectory(folder);
        try
        {
            DownloadedFile file = await source.DownloadAsync(remote, Path.Combine(folder, "file"), cancellationToken);
            await LandAsync(execution, feed, remote, file, record.LastLanded, cancellationToken);
        }
        finally
        {
            landing.RemoveLocal(folder);
        }
    }

    private async Task LandAsync(
        Execution execution,
        FeedId feed,
        RemoteFile remote,
        DownloadedFile file,
        RemoteStamp? last,
        CancellationToken cancellationToken)
    {
        DateTimeOffset fileTime = file.RemoteModifiedAt ?? remote.ModifiedAt ?? time.GetUtcNow();
        if (last?.Sha256 == file.Sha256)
        {
            await ConfirmAsync(feed, last with { ModifiedAt = remote.ModifiedAt, Size = file.Size }, fileTime, cancellationToken);
            _ = await NothingNewAsync(execution, $"{remote.Path} has the same content as before.", cancellationToken);
            return;
        }

        var landed = new FeedFile
        {
            Feed = feed,
            Blob = LandingNames.Of(feed, fileTime, file.Sha256, remote.Path),
            FileTime = fileTime,
            LandedAt = time.GetUtcNow(),
            Size = file.Size,
            Sha256 = file.Sha256,
            RemotePath = remote.Path,
            ExecutionId = execution.Id,
            Profile = configured.ProfileOf(feed),
        };
        _ = await executions.UpdateAsync(
            execution.Id,
            e => e with
            {
                File = LandingNames.WithContainer(landed.Blob),
                Progress = e.Progress with { Step = "landing", Done = file.Size, Expected = file.Size },
                Summary = string.Create(CultureInfo.InvariantCulture, $"{remote.Path} landed, {file.Size} bytes."),
            },
            cancellationToken);
        await landing.LandAsync(landed, file.Path, cancellationToken);
        var stamp = new RemoteStamp(remote.Path, file.Size, remote.ModifiedAt, file.Sha256, landed.Blob);
        await feeds.UpdateAsync(feed, r => r with { LastLanded = stamp }, cancellationToken);
    }

    // The distributor says again what is applied already: the catalogue is fresh up to the new time, no row is written.
    private Task ConfirmAsync(FeedId feed, RemoteStamp stamp, DateTimeOffset fileTime, CancellationToken cancellationToken) =>
        feeds.UpdateAsync(
            feed,
            r => r with
            {
                LastLanded = stamp,
                Accepted = r.Applying is null && r.Accepted?.Sha256 == stamp.Sha256 && fileTime > r.Accepted.FileTime
                    ? r.Accepted with { FileTime = fileTime }
                    : r.Accepted,
            },
            cancellationToken);

    private Task<Execution> NothingNewAsync(Execution execution, string sentence, CancellationToken cancellationToken) =>
        executions.UpdateAsync(
            execution.Id,
            e => e with
            {
                Status = ExecutionStatus.NothingToDo,
                FinishedAt = time.GetUtcNow(),
                Summary = sentence,
            },
            cancellationToken);

    private static bool IsSame(RemoteStamp? last, RemoteFile remote) =>
        last is not null && last.Path == remote.Path && last.Size == remote.Size
        && last.ModifiedAt is not null && last.ModifiedAt == remote.ModifiedAt;
}
