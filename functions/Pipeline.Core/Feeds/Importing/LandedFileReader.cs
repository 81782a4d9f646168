using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>Reads a landed file and compares it with the one that is applied, in a folder of its execution.</summary>
public sealed class LandedFileReader(
    IFeedStore feeds,
    ILandingStore landing,
    IFeedProfileCatalog profiles,
    IFeedFormDirectory forms,
    IFeedReader reader,
    FeedImportOptions options)
{
    /// <summary>Fetches the file.</summary>
    /// <returns>The SHA-256 of its bytes.</returns>
    public Task<string> DownloadAsync(FeedFile file, CancellationToken cancellationToken) =>
        landing.DownloadAsync(file.Blob, PathOf(file, "new"), cancellationToken);

    /// <summary>Reads the file that was fetched, with the profile as it is now.</summary>
    /// <exception cref="FeedRefusedException">It cannot be read.</exception>
    public async Task<ReadFile> ReadAsync(
        FeedFile file, AcceptedFile? accepted, ExecutionReporter reporter, CancellationToken cancellationToken)
    {
        AcceptedDetail? previous = accepted is null ? null : await feeds.ReadDetailAsync(accepted.Detail, cancellationToken);

        // Looked up once: what the guards judge by and what is kept for the next file is what this one was read with.
        FeedProfile profile = await profiles.FindAsync(file.Feed, file.Profile, cancellationToken);
        reporter.Begin("reading", previous?.Statistics.Rows);
        var comparison = new FeedComparison
        {
            Feed = file.Feed,
            Profile = profile,
            Form = forms.FormOf(file.Feed),
            File = PathOf(file, "new"),
            FileDate = DateOnly.FromDateTime(file.FileTime.UtcDateTime),
            PreviousFile = accepted is null ? null : await DownloadPreviousAsync(file, accepted, cancellationToken),
            PreviousProfile = previous?.Profile,
            PreviousStatistics = previous?.Statistics,
            WorkFolder = FolderOf(file),
        };
        return new ReadFile(profile, await reader.CompareAsync(comparison, reporter, cancellationToken), previous);
    }

    /// <summary>Keeps the report of what is wrong with rows.</summary>
    /// <returns>Its name, or null when nothing is.</returns>
    public async Task<string?> ReportAsync(FeedFile file, IFeedChangeSet changes, CancellationToken cancellationToken) =>
        changes.Counts.Failed + changes.Counts.Warnings == 0
            ? null
            : await landing.SaveReportAsync(file.ExecutionId!, changes.WriteReportAsync, cancellationToken);

    /// <summary>Removes what the execution has kept on the disk.</summary>
    public void Clear(FeedFile file) => landing.RemoveLocal(FolderOf(file));

    // Without the last accepted file nothing can be left out: every row is written once more.
    private async Task<string?> DownloadPreviousAsync(FeedFile file, AcceptedFile accepted, CancellationToken cancellationToken)
    {
        if (await landing.FindAsync(accepted.Blob, cancellationToken) is null)
        {
            return null;
        }

        string local = PathOf(file, "previous");
        await landing.DownloadAsync(accepted.Blob, local, cancellationToken);
        return local;
    }

    private string FolderOf(FeedFile file) => Path.Combine(options.WorkFolder, file.ExecutionId!);

    private string PathOf(FeedFile file, string name) => Path.Combine(FolderOf(file), name);
}

/// <summary>What a landed file says.</summary>
/// <param name="Profile">The layout that it was read with.</param>
/// <param name="Changes">Against the file that is applied; whoever gets it disposes it.</param>
/// <param name="Previous">What is kept of the file that is applied, or null.</param>
public sealed record ReadFile(FeedProfile Profile, IFeedChangeSet Changes, AcceptedDetail? Previous);
