using System.Security.Cryptography;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;
using Pipeline.Partners.Feeds;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Changes;
using Pipeline.Storage.Feeds;
using Pipeline.Storage.Flows;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Imports;

/// <summary>The feed import in this process, on the real stores and an emulator.</summary>
internal sealed class ImportRig : IFeedProfileCatalog, IFeedFormDirectory, IExecutionObserver, IDisposable
{
    public static readonly FeedId Feed = new("ingram-micro", FeedKind.Price);

    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("import-figure-");
    private readonly CatalogTables tables;
    private readonly ExecutionStore executions;
    private readonly LandingStore landing;
    private readonly FeedImport import;
    private readonly FeedProfile profile = FeedProfileCatalog.Load("nl-price", null);

    public ImportRig(AzuriteServer azurite)
    {
        TableClientOptions options = new();
        options.AddPolicy(Turns, HttpPipelinePosition.PerCall);
        options.AddPolicy(Writes, HttpPipelinePosition.PerRetry);
        TableServiceClient service = new(azurite.ConnectionString, options);
        BlobServiceClient blobs = new(azurite.ConnectionString);
        tables = new CatalogTables(service);
        executions = new ExecutionStore(service, TimeProvider.System);
        landing = new LandingStore(blobs);
        Options = new FeedImportOptions { WorkFolder = work.FullName };
        FeedStore feeds = new(service, blobs);
        FeedReader reader = new(TimeProvider.System);
        ChangeQueue changes = new(new QueueServiceClient(azurite.ConnectionString), TimeSpan.FromDays(30));
        import = new FeedImport(feeds, landing, executions, new FeedLock(blobs, TimeProvider.System), new FeedImportRun(
            new LandedFileReader(feeds, landing, this, this, reader, Options),
            new FeedJudge(executions, TimeProvider.System),
            new FeedApply(feeds, new CatalogStore(tables), new ChangeSetStore(blobs), changes, Options, TimeProvider.System),
            new FeedSettlement(feeds, executions, this, new FlowCatalog([]), new JudgedWith(this, reader), TimeProvider.System)), TimeProvider.System);
    }

    public FeedImportOptions Options { get; }

    public CatalogWriteCount Writes { get; } = new();

    public Turnstile Turns { get; } = new();

    /// <summary>Lands a file as the timer does.</summary>
    /// <returns>The name of the blob and the execution that follows it.</returns>
    public async Task<FeedImportRequest> LandAsync(string path, DateTimeOffset fileTime)
    {
        await using FileStream stream = File.OpenRead(path);
        string sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
        string blob = LandingNames.Of(Feed, fileTime, sha256, "price.csv");
        FeedFile file = new() { Feed = Feed, Blob = blob, FileTime = fileTime, LandedAt = fileTime, Size = stream.Length, Sha256 = sha256 };
        await landing.LandAsync(file, path, CancellationToken.None);
        return new FeedImportRequest(blob, ExecutionId.Derive(fileTime, blob), Rollback: false);
    }

    /// <summary>Imports a landed file to the end.</summary>
    public async Task<Execution> ImportAsync(FeedImportRequest request)
    {
        FeedImportOutcome outcome = await import.RunAsync(request, CancellationToken.None);
        Execution? execution = await executions.FindAsync(request.ExecutionId!, CancellationToken.None);
        return outcome is FeedImportOutcome.Settled && execution is not null
            ? execution
            : throw new InvalidOperationException($"The import ended as {outcome}.");
    }

    /// <inheritdoc/>
    public FeedForm FormOf(FeedId feed) => FeedForm.Usual(feed.Kind);

    public Task<FeedProfile> FindAsync(FeedId feed, string? name, CancellationToken cancellationToken) => Task.FromResult(profile);

    /// <inheritdoc/>
    public void Progressed(Execution execution)
    {
        // Nobody watches.
    }

    /// <inheritdoc/>
    public void ProgressLost(string executionId, Exception exception) => Console.Error.WriteLine($"Progress lost: {exception.Message}");

    /// <inheritdoc/>
    public void Ended(Execution execution)
    {
        // The caller reads the record.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        tables.Dispose();
        executions.Dispose();
        work.Delete(recursive: true);
    }
}
