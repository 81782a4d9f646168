using System.Diagnostics;
using System.Globalization;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Tracing;

namespace Pipeline.Core.Distributors;

/// <summary>Does the flows that fetch feeds: lands the file, and leaves the rest to the blob's event.</summary>
/// <remarks>
/// May be cut anywhere and run again: the same bytes of the same time take the same blob name, and what was landed last
/// is noted only after the blob is there. What was accepted, or rejected by a person, is settled; what was refused is landed
/// once more when what it was judged with has changed (<see cref="JudgedWith"/>), or when a person asks.
/// </remarks>
public sealed class FeedFetcher(
    FeedConfiguration configured,
    IFeedSourceFactory sources,
    IFeedStore feeds,
    ILandingStore landing,
    IFeedImportQueue imports,
    IExecutionStore executions,
    FlowCatalog flows,
    FeedImportOptions options,
    JudgedWith judgedWith,
    IFlowPace pace,
    TimeProvider clock) : IFlowExecutor
{
    /// <inheritdoc/>
    public bool Runs(FlowDefinition flow) => FeedId.TryParse(flow.Distributor, flow.Feed, out _);

    /// <inheritdoc/>
    public async Task RunAsync(Execution execution, CancellationToken cancellationToken)
    {
        // A rollback comes here when its own request was lost. Else the name is noted before the upload: after a crash between
        // the two there is nothing to import yet.
        bool rollback = execution.Trigger == ExecutionTrigger.Rollback;
        if (LandingNames.WithoutContainer(execution.File) is { } blob)
        {
            FeedFile? landed = await landing.FindAsync(blob, cancellationToken);
            if (landed is not null && !rollback)
            {
                await ReopenAsync(landed with { ExecutionId = execution.Id, Profile = configured.ProfileOf(landed.Feed) }, cancellationToken);
            }

            if (landed is not null || rollback)
            {
                await imports.SendAsync(new FeedImportRequest(blob, execution.Id, rollback), cancellationToken);
                return;
            }
        }

        // Another execution may have read it completely since this one was asked for.
        if (execution.Trigger is not ExecutionTrigger.Override
            && flows.Find(execution.Flow) is { } flow && await pace.NotBeforeAsync(flow, cancellationToken) is { } notBefore)
        {
            _ = await NothingNewAsync(
                execution, string.Create(CultureInfo.InvariantCulture, $"It was read a short while ago; the distributor may be asked again at {notBefore:yyyy-MM-dd HH:mm:ss}Z."), null, cancellationToken);
            return;
        }

        FeedId feed = configured.All.Single(candidate => flows.CodeOf(candidate.Distributor, candidate.KindName) == execution.Flow);
        await FetchAsync(execution, feed, configured.ApiOf(feed) ?? FileSourceOf(execution, feed), cancellationToken);
    }

    /// <summary>The files of a feed, dated in the time zone of its flow.</summary>
    private IFeedSource FileSourceOf(Execution execution, FeedId feed)
    {
        FeedSourceOptions address = configured.SourceOf(feed) ?? throw new InvalidOperationException($"The feed {feed} has no address.");
        return sources.Create(address with { TimeZone = flows.Find(execution.Flow)?.TimeZone ?? address.TimeZone });
    }

    private async Task FetchAsync(
        Execution execution, FeedId feed, IFeedSource source, CancellationToken cancellationToken)
    {
        using Activity? span = PipelineTrace.Start("feed.fetch");
        _ = span?.SetTag("feed", $"{feed}");
        DateTimeOffset seenAt = clock.GetUtcNow();
        double spread = SpreadOf(execution);
        RemoteFile remote = await PatientCall.RunAsync(() => Counted(feed, () => source.ProbeAsync(cancellationToken)), spread, clock, cancellationToken)
            ?? throw new FeedTransportException(
                IssueCodes.FeedFileMissing,
                $"There is no file at {configured.SourceOf(feed)}.",
                "Nothing to do if the distributor is late: the next run tries again. Else check the path of the feed.",
                isTransient: true,
                innerException: null);
        FeedRecord record = await feeds.ReadAsync(feed, cancellationToken);
        FeedFile? before = record.LastLanded is { } last ? await feeds.FindFileAsync(feed, last.Blob, cancellationToken) : null;
        bool again = await IsDueAgainAsync(execution, record, before, cancellationToken);
        if (!again && record.LastLanded?.IsProvedBy(remote) is true)
        {
            _ = await NothingNewAsync(execution, $"{remote.Path} has not changed since it was landed.", before, cancellationToken, new(record.LastLanded.SeenAt, seenAt));
            return;
        }

        string folder = Path.Combine(options.WorkFolder, execution.Id + "-landing");
        _ = Directory.CreateDirectory(folder);
        try
        {
            DownloadedFile file = await PatientCall.RunAsync(
                () => Counted(feed, () => source.DownloadAsync(remote, Path.Combine(folder, "file"), cancellationToken)), spread, clock, cancellationToken);
            await LandAsync(execution, record, remote, file, seenAt, before, again, cancellationToken);
        }
        finally
        {
            landing.RemoveLocal(folder);
        }
    }

    /// <summary>Files are asked for here; the calls of an API count themselves.</summary>
    private Task<T> Counted<T>(FeedId feed, Func<Task<T>> call)
    {
        if (configured.ApiOf(feed) is null)
        {
            ExchangeContext.Cost?.Call();
        }

        return call();
    }

    private static double SpreadOf(Execution execution) => execution.Id[^1] % 16 / 15.0;

    private async Task LandAsync(
        Execution execution,
        FeedRecord record,
        RemoteFile remote,
        DownloadedFile file,
        DateTimeOffset seenAt,
        FeedFile? before,
        bool again,
        CancellationToken cancellationToken)
    {
        FeedFile landed = FileOf(execution, record.Feed, remote, file);
        var stamp = new RemoteStamp(remote.Path, file.Size, remote.ModifiedAt, file.Sha256, landed.Blob) { ETag = remote.ETag, SeenAt = seenAt };
        if (!again && record.LastLanded is { } last && last.Sha256 == file.Sha256)
        {
            // A stamp that has not moved says nothing anew.
            DateTimeOffset? confirmed = remote.ModifiedAt is null || remote.ModifiedAt != last.ModifiedAt ? landed.FileTime : null;
            await ConfirmAsync(record.Feed, stamp with { Blob = last.Blob }, confirmed, cancellationToken);
            _ = await NothingNewAsync(execution, $"{remote.Path} has the same content as before.", before, cancellationToken, new(last.SeenAt, seenAt));
            return;
        }

        // Landed under this very name before: by a run that was cut before it could note it, or once another file was there.
        FeedFile? known = await feeds.FindFileAsync(record.Feed, landed.Blob, cancellationToken);
        if (known is not null && known.ExecutionId != execution.Id && !await IsDueAgainAsync(execution, record, known, cancellationToken))
        {
            await feeds.UpdateAsync(record.Feed, r => r with { LastLanded = stamp }, cancellationToken);
            _ = await NothingNewAsync(execution, $"{remote.Path} was landed before.", known, cancellationToken, new(record.LastLanded?.SeenAt, seenAt));
            return;
        }

        _ = await executions.UpdateAsync(
            execution.Id,
            e => e with
            {
                File = LandingNames.WithContainer(landed.Blob),
                Window = new ExecutionWindow(record.Accepted?.FileTime, landed.FileTime),
                Progress = e.Progress with { Step = "landing", Done = file.Size, Expected = file.Size },
                Summary = string.Create(CultureInfo.InvariantCulture, $"{remote.Path} landed, {file.Size} bytes."),
            },
            cancellationToken);
        await ReopenAsync(landed, cancellationToken);
        await landing.LandAsync(landed, file.Path, cancellationToken);
        await feeds.UpdateAsync(record.Feed, r => r with { LastLanded = stamp }, cancellationToken);
    }

    private FeedFile FileOf(Execution execution, FeedId feed, RemoteFile remote, DownloadedFile file)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var landed = new FeedFile
        {
            Feed = feed,
            Blob = string.Empty,
            FileTime = file.RemoteModifiedAt ?? remote.ModifiedAt ?? now,
            LandedAt = now,
            Size = file.Size,
            Sha256 = file.Sha256,
            RemotePath = remote.Path,
            ExecutionId = execution.Id,
            Profile = configured.ProfileOf(feed),
        };
        landed = FutureDate.Mend(landed, now, remote.Doubt);
        return landed with { Blob = LandingNames.Of(feed, landed.FileTime, file.Sha256, remote.Path) };
    }

    /// <summary>Whether a file that was landed before is to be judged once more.</summary>
    private async Task<bool> IsDueAgainAsync(
        Execution execution, FeedRecord record, FeedFile? before, CancellationToken cancellationToken)
    {
        bool asked = execution.Trigger is ExecutionTrigger.RunNow or ExecutionTrigger.Override or ExecutionTrigger.RerunFailed;
        return before?.Status switch
        {
            FeedFileStatus.Refused => asked
                || before.JudgedWith != await judgedWith.FindAsync(record, configured.ProfileOf(record.Feed), cancellationToken),
            FeedFileStatus.Rejected => asked,
            _ => false,
        };
    }

    /// <summary>Takes back what became of a file under an earlier execution. Repeatable: what became of it under this one stays.</summary>
    private async Task ReopenAsync(FeedFile landed, CancellationToken cancellationToken)
    {
        FeedFile? known = await feeds.FindFileAsync(landed.Feed, landed.Blob, cancellationToken);
        if (known is { Status: FeedFileStatus.Refused or FeedFileStatus.Rejected } && known.ExecutionId != landed.ExecutionId)
        {
            await feeds.WriteFileAsync(landed, cancellationToken);
        }
    }

    // The distributor says again what is applied already: the catalogue is fresh up to the new time, no row is written.
    private Task ConfirmAsync(FeedId feed, RemoteStamp stamp, DateTimeOffset? fileTime, CancellationToken cancellationToken) =>
        feeds.UpdateAsync(
            feed,
            r => r with
            {
                LastLanded = stamp,
                Accepted = r.Applying is null && r.Accepted?.Sha256 == stamp.Sha256 && fileTime > r.Accepted.CountsAsOf(clock.GetUtcNow())
                    ? r.Accepted with { FileTime = fileTime.Value }
                    : r.Accepted,
            },
            cancellationToken);

    private Task<Execution> NothingNewAsync(
        Execution execution, string sentence, FeedFile? before, CancellationToken cancellationToken, ExecutionWindow? window = null)
    {
        string? state = before?.Status switch
        {
            FeedFileStatus.Landed or FeedFileStatus.Approved => " It is being read.",
            FeedFileStatus.Held => " It waits to be approved or rejected.",
            FeedFileStatus.Refused => $" It was refused ({before.ReasonCode}); it is read again with another layout, a newer app, or when a person runs the flow now.",
            FeedFileStatus.Rejected => $" It was rejected by {before.DecidedBy}; it is read again when a person runs the flow now.",
            _ => null,
        };
        return executions.UpdateAsync(
            execution.Id,
            e => e with
            {
                Status = ExecutionStatus.NothingToDo,
                FinishedAt = clock.GetUtcNow(),
                Summary = sentence + state,
                Window = window,
            },
            cancellationToken);
    }
}
