using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Issues;
using System.Diagnostics.CodeAnalysis;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Pages;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds;

/// <summary>Compares landed blobs byte by byte and reads only the rows that differ: those of files, and the records of API answers.</summary>
/// <remarks>
/// A quoted field may go over lines where that gives a record with the right columns; a quote that is never closed spoils
/// its own line only. Memory is bounded by the buffers and
/// the spill, whatever the size of the files. A delivery date that passes while its row stays the same is not reported
/// anew: <c>ETA_PAST</c> is judged when a row is read.
/// </remarks>
public sealed class FeedReader(TimeProvider clock) : IFeedReader
{
    /// <summary>Size of the buffer per file in bytes; tests use tiny ones to meet every boundary.</summary>
    internal int BufferBytes { get; init; } = 256 * 1024;

    /// <summary>Rows kept in memory, in bytes, before they go to a temporary file.</summary>
    internal int SpillBytes { get; init; } = 4 << 20;

    /// <summary>Changes kept in memory, so that small change sets are read once; beyond it each reading parses again.</summary>
    internal int KeptChanges { get; init; } = 20_000;

    /// <inheritdoc/>
    public Task<IFeedChangeSet> CompareAsync(
        FeedComparison comparison, IProgress<FeedProgress>? progress, CancellationToken cancellationToken) =>
        Task.Run<IFeedChangeSet>(() => Compare(comparison, progress, cancellationToken), cancellationToken);

    [SuppressMessage("Reliability", "CA2000", Justification = "The change set, or the catch clause, disposes the parts.")]
    private FeedChangeSet Compare(
        FeedComparison comparison, IProgress<FeedProgress>? progress, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(comparison.WorkFolder, Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        List<IDisposable> parts = [];
        try
        {
            KnownReading reading = new(null, comparison.PreviousStatistics?.ReadingMark);
            FeedRows current = Open(comparison.File, comparison.Profile, reading);
            FeedRows? previous = comparison.PreviousFile is { } file
                ? Open(file, comparison.PreviousProfile ?? comparison.Profile, reading with { Encoding = comparison.PreviousStatistics?.Encoding })
                : null;
            ProgressPulse pulse = new(progress, comparison.PreviousStatistics?.Rows, clock, cancellationToken);
            FeedStatistics? known = comparison.PreviousStatistics;
            RowMarks? standing = previous is null ? null : RowMarks.Unpack(known?.RowMarks);
            if (standing is not null)
            {
                parts.Add(standing);
            }

            bool isAlike = known?.ReadingMark == current.ReadingMark && previous?.ReadingMark == current.ReadingMark;
            RowMarks? marks = isAlike && standing is not null && current.JudgesAs(standing.Judged) ? standing : null;

            FeedChangeSet? changes = marks is null
                ? null
                : Build(new Inputs(comparison, previous, current, known!, marks, standing, folder), pulse, parts);
            changes = changes is null && marks is not null || changes is { Counts.AddUp: true }
                ? changes
                : Build(new Inputs(comparison, previous, current, null, null, standing, folder), pulse, parts);
            return changes ?? Build(
                new Inputs(comparison, previous, Open(comparison.File, comparison.Profile, default), null, null, standing, folder), pulse, parts)!;

            FeedRows Open(string path, FeedProfile profile, KnownReading known)
            {
                FeedRows rows = (profile.Format, comparison.Form.Records) switch
                {
                    (FeedFormat.Table, _) => new FileRows(FeedTextOpener.Open(path, profile, known, folder, cancellationToken)),
                    (_, { } records) => PageRows.Open(path, profile, records, folder, cancellationToken),
                    _ => throw new FeedRefusedException(
                        IssueCodes.ProfileInvalid, $"The profile {profile.Name} is for pages of an API; the files of {comparison.Feed} have rows."),
                };
                parts.Add(rows);
                return rows;
            }
        }
        catch
        {
            parts.ForEach(part => part.Dispose());
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>The change set; null when records of the new file go over several lines and it was not opened so.</summary>
    private FeedChangeSet? Build(Inputs inputs, ProgressPulse pulse, List<IDisposable> parts)
    {
        RowSpill spill = new(Path.Combine(inputs.Folder, Path.GetRandomFileName()), SpillBytes);
        parts.Add(spill);
        RowIssueLog issues = new(Path.Combine(inputs.Folder, Path.GetRandomFileName()), inputs.Current);
        parts.Add(issues);
        Comparison rows = new(spill, pulse.Report) { BufferBytes = BufferBytes };
        long count;
        if (inputs.Marks is { } marks)
        {
            count = inputs.Known!.Rows + rows.TakeDifferences(
                inputs.Previous!, inputs.Current, marks, inputs.Comparison.FileDate, issues);
        }
        else
        {
            rows.TakeAll(inputs.Previous, inputs.Current);
            count = spill.Rows;
        }

        if (rows.GoesOn)
        {
            return null;
        }

        ArticleReader Articles() =>
            new(inputs.Previous, inputs.Current, spill, inputs.Marks, inputs.Standing, inputs.Comparison);
        ChangeTally tally = new();
        List<FeedChange>[]? kept = ReadAll(Articles(), spill.Rows + spill.PreviousRows, tally, issues, pulse);
        issues.Marks.Judged = inputs.Current.Judged;
        FeedStatistics statistics = tally.Statistics(count, inputs.Known) with
        {
            Encoding = inputs.Current.Encoding,
            UnknownColumns = inputs.Current.UnknownColumns,
            ReadingMark = inputs.Current.ReadingMark,
            RowMarks = issues.Marks.Pack(),
        };
        return new FeedChangeSet(Articles, issues, parts, inputs.Folder)
        {
            Counts = tally.Counts(statistics, issues.Warnings),
            Statistics = statistics,
            Kept = kept,
        };
    }

    private List<FeedChange>[]? ReadAll(
        ArticleReader articles, long rows, ChangeTally tally, RowIssueLog issues, ProgressPulse pulse)
    {
        // A set that is large already is not kept for a while: what lives that long stays in memory after it is dropped.
        List<FeedChange>[]? kept = rows > 2L * KeptChanges ? null : [.. Enumerable.Range(0, Buckets.Count).Select(_ => new List<FeedChange>())];
        int count = 0;
        for (int partition = 0; partition <= RowSpill.Keyless; partition++)
        {
            pulse.ThrowIfCancelled();
            foreach (FeedChange change in articles.Read(partition, tally, issues))
            {
                kept = ++count > KeptChanges ? null : kept;
                kept?[partition].Add(change);
            }
        }

        return kept;
    }

    private sealed record Inputs(
        FeedComparison Comparison, FeedRows? Previous, FeedRows Current, FeedStatistics? Known, RowMarks? Marks, RowMarks? Standing, string Folder);
}
