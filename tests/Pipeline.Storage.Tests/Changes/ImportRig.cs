using Pipeline.Core.Catalog.Sources;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Changes;
using Pipeline.Storage.Feeds;
using Pipeline.Storage.Flows;
using Pipeline.Storage.Tests.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Storage.Tests.Changes;

/// <summary>The feed import on the real stores, of one distributor: a process that a test may end. Its files are small texts (<see cref="TextFeedReader"/>).</summary>
internal sealed class ImportRig : IFeedProfileCatalog, IFeedFormDirectory, IOfferTerms, IFeedLock, IFeedLease, IExecutionObserver, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private readonly StorageEmulator emulator;
    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("changes-");
    private readonly CatalogTables tables;
    private readonly ExecutionStore executions;
    private readonly LandingStore landing;
    private readonly FeedImport import;

    public ImportRig(StorageEmulator emulator, string distributor, DelegatingHandler? wire = null)
    {
        this.emulator = emulator;
        Distributor = distributor;
        StorageConnection storage = wire is null ? emulator.Direct : emulator.Through(wire);
        tables = new CatalogTables(storage.Tables);
        executions = new ExecutionStore(storage.Tables, Clock);
        landing = new LandingStore(storage.Blobs);
        Feeds = new FeedStore(storage.Tables, storage.Blobs);
        Sets = new ChangeSetStore(storage.Blobs);
        Catalog = new CatalogStore(tables);
        FeedImportOptions options = new() { WorkFolder = work.FullName, Writers = 1 };
        TextFeedReader reader = new();
        import = new FeedImport(Feeds, landing, executions, this, new FeedImportRun(
            new LandedFileReader(Feeds, landing, this, this, reader, options),
            new FeedJudge(executions, Clock),
            new FeedApply(Feeds, Catalog, Sets, new ChangeQueue(storage.Queues, TimeSpan.FromDays(30)), options, Clock),
            new FeedSettlement(Feeds, executions, this, new FlowCatalog([]), new JudgedWith(this, reader), Clock)), Clock);
        Times = new NamedTimes(Sets);
        Reader = ReaderOf(Catalog);
    }

    public TestClock Clock { get; } = new(Start);

    public string Distributor { get; }

    public FeedStore Feeds { get; }

    public ChangeSetStore Sets { get; }

    public NamedTimes Times { get; }

    public CatalogStore Catalog { get; }

    public CatalogReader Reader { get; }

    CancellationToken IFeedLease.Lost => CancellationToken.None;

    public FeedId FeedOf(FeedKind kind) => new(Distributor, kind);

    /// <summary>Lands the file of a day.</summary>
    /// <summary>Reads the catalogue through a store.</summary>
    public CatalogReader ReaderOf(ICatalogStore catalog) =>
        new(catalog, new DistributorContexts(catalog, Feeds, this, this), new ChangedArticles(Feeds, Times));

    public async Task<FeedImportRequest> LandAsync(FeedKind kind, int day, string text)
    {
        string path = Path.Combine(work.FullName, "landing");
        await File.WriteAllTextAsync(path, text);
        FeedId feed = FeedOf(kind);
        DateTimeOffset at = TimeOf(day);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        string blob = LandingNames.Of(feed, at, sha256, "file.txt");
        await landing.LandAsync(new FeedFile { Feed = feed, Blob = blob, FileTime = at, LandedAt = at, Size = text.Length, Sha256 = sha256 }, path, default);
        return new FeedImportRequest(blob, ExecutionId.Derive(at, blob), Rollback: false);
    }

    public async Task<Execution> ImportAsync(FeedKind kind, int day, string text) => (await ImportAsync(await LandAsync(kind, day, text)))!;

    /// <summary>Asks for the import of a landed file.</summary>
    /// <returns>The execution; null when there was nothing left for it to do.</returns>
    public async Task<Execution?> ImportAsync(FeedImportRequest request)
    {
        Assert.Equal(FeedImportOutcome.Settled, await import.RunAsync(request, default));
        return await executions.FindAsync(request.ExecutionId!, default);
    }

    /// <summary>Imports the file of a day at six o'clock of it.</summary>
    public Task<Execution> ImportAtAsync(FeedKind kind, int day, string text)
    {
        Clock.SetUtcNow(TimeOf(day));
        return ImportAsync(kind, day, text);
    }

    /// <summary>Six o'clock of a day.</summary>
    public static DateTimeOffset TimeOf(int day) => Start.AddDays(day - 1);

    /// <summary>The change sets of a feed, in order of their names.</summary>
    public async Task<IReadOnlyList<StoredChangeSet>> ListAsync(FeedKind kind) => await Sets.ListAsync(FeedOf(kind), default).ToArrayAsync();

    /// <summary>The lines of a change set, ordered.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string blob)
    {
        await using Stream stream = await emulator.Blobs.GetBlobContainerClient(ChangeSetNames.Container).GetBlobClient(blob).OpenReadAsync();
        await using GZipStream unpacked = new(stream, CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        return [.. (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    /// <summary>What the queue announces of this distributor.</summary>
    public async Task<IReadOnlyList<ChangeAnnouncement>> AnnouncedAsync()
    {
        PeekedMessage[] messages = await emulator.Queues.GetQueueClient(StorageNames.CatalogChangesQueue).PeekMessagesAsync(32);
        return
        [
            .. messages.Select(static message => JsonSerializer.Deserialize<ChangeAnnouncement>(
                    Convert.FromBase64String(message.Body.ToString()), JsonSerializerOptions.Web)!)
                .Where(announced => announced.Distributor == Distributor),
        ];
    }

    FeedForm IFeedFormDirectory.FormOf(FeedId feed) => FeedForm.Usual(feed.Kind);

    int? IOfferTerms.MinimumUnitsOf(string distributor) => null;

    Task<FeedProfile> IFeedProfileCatalog.FindAsync(FeedId feed, string? name, CancellationToken cancellationToken) =>
        Task.FromResult(new FeedProfile { Name = "text", Feed = feed.Kind, Guards = new FeedGuards { MaxAgeHours = null } });

    Task<IFeedLease?> IFeedLock.TryTakeAsync(FeedId feed, CancellationToken cancellationToken) => Task.FromResult<IFeedLease?>(this);

    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;

    void IExecutionObserver.Progressed(Execution execution)
    {
        // Nobody watches.
    }

    void IExecutionObserver.ProgressLost(string executionId, Exception exception) => Assert.Fail(exception.Message);

    void IExecutionObserver.Ended(Execution execution)
    {
        // The test reads the record.
    }

    public void Dispose()
    {
        tables.Dispose();
        executions.Dispose();
        work.Delete(recursive: true);
    }
}
