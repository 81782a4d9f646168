using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Flows;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Changes;

/// <summary>An import that breaks off at whichever write: its change set is there once, whole, and announced.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class ChangeSetCrashTests(StorageEmulator emulator) : IAsyncLifetime
{
    private const string Next = "7=9.92 9=1 11=5";

    // The last one changes, adds and removes an article, and misses another for the third time.
    private static readonly string[] Files = ["7=9.90 8=5 9=1 10=4", "7=9.90 9=1 10=4", "7=9.91 9=1 10=4", "7=9.92 9=1 11=4"];

    public Task InitializeAsync() => emulator.EmptyQueueAsync(StorageNames.CatalogChangesQueue);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(1, false, 10)]
    [InlineData(4, false, 15)]
    [InlineData(4, true, 15)]
    public async Task A_crash_before_any_write_is_made_good_by_the_next_attempt(int file, bool byAnotherExecution, int fewest)
    {
        IReadOnlyList<string> undisturbed = await UndisturbedAsync(file);

        int cuts = await CutEverywhereAsync(file, async (rig, request) =>
        {
            string? execution = byAnotherExecution ? ExecutionId.New(rig.Clock.GetUtcNow()) : request.ExecutionId;
            _ = await rig.ImportAsync(request with { ExecutionId = execution });
            Assert.Equal(FeedFileStatus.Accepted, await StatusAsync(rig, request));
            await AssertWholeAsync(rig, undisturbed, file, sets: file);
        });

        Assert.InRange(cuts, fewest, 100);
    }

    [Fact]
    public async Task A_file_that_was_cut_is_told_of_before_the_next_one_is_applied()
    {
        IReadOnlyList<string> undisturbed = await UndisturbedAsync(Files.Length);
        int applied = 0;

        int cuts = await CutEverywhereAsync(Files.Length, async (rig, request) =>
        {
            _ = await rig.ImportAsync(FeedKind.Price, Files.Length + 1, Next);
            if (await StatusAsync(rig, request) is FeedFileStatus.Accepted)
            {
                applied++;
                await AssertWholeAsync(rig, undisturbed, Files.Length, sets: Files.Length + 1);
            }
            else
            {
                Assert.Equal(Files.Length, (await rig.ListAsync(FeedKind.Price)).Count);
            }
        });

        Assert.InRange(applied, 10, cuts - 1);
    }

    [Fact]
    public async Task What_an_earlier_version_has_begun_is_finished_and_may_be_found_in_the_table_only()
    {
        IReadOnlyList<string> undisturbed = await UndisturbedAsync(Files.Length);
        int begun = 0;

        _ = await CutEverywhereAsync(Files.Length, async (rig, request) =>
        {
            FeedRecord record = await rig.Feeds.ReadAsync(rig.FeedOf(FeedKind.Price), default);
            if (record.Applying is { } intent && (await rig.ListAsync(FeedKind.Price)).Count < Files.Length)
            {
                begun++;
                await rig.Feeds.UpdateAsync(record.Feed, now => now with { Applying = intent with { ChangeSet = null } }, default);
                _ = await rig.ImportAsync(request);
                await AssertWholeAsync(rig, undisturbed, Files.Length, sets: Files.Length);
                AcceptedFile accepted = (await rig.Feeds.ReadAsync(rig.FeedOf(FeedKind.Price), default)).Accepted!;
                Assert.Equal(accepted.AcceptedAt, accepted.AllChangesKeptSince);
            }
        });

        Assert.InRange(begun, 5, 100);
    }

    /// <summary>Imports a file once for each of its writes, ended before it; then another process goes on.</summary>
    /// <remarks>They come one after the other: ended before one is ended after the one before.</remarks>
    /// <returns>The writes.</returns>
    private async Task<int> CutEverywhereAsync(int file, Func<ImportRig, FeedImportRequest, Task> goOn)
    {
        for (int write = 1; ; write++)
        {
            await emulator.EmptyQueueAsync(StorageNames.CatalogChangesQueue);
            using ImportRig before = new(emulator, emulator.NewDistributor());
            await ImportUpToAsync(before, file - 1);
            FeedImportRequest request = await before.LandAsync(FeedKind.Price, file, Files[file - 1]);
            using ImportRig cut = new(emulator, before.Distributor, new WireFaults { CrashAt = write });
            try
            {
                _ = await cut.ImportAsync(request);
                return write - 1;
            }
            catch (ProcessEndedException)
            {
                using ImportRig after = new(emulator, before.Distributor);
                after.Clock.Advance(TimeSpan.FromHours(1));
                await goOn(after, request);
            }
        }
    }

    /// <summary>Each file has one change set; the names are in their order.</summary>
    private static async Task AssertWholeAsync(ImportRig rig, IReadOnlyList<string> lines, int file, int sets)
    {
        IReadOnlyList<StoredChangeSet> stored = await rig.ListAsync(FeedKind.Price);
        StoredChangeSet own = stored[file - 1];
        Assert.Equal(sets, stored.Count);
        Assert.All(stored, static set => Assert.True(set.IsPublished));
        Assert.Equal(lines, await rig.LinesAsync(own.Blob));
        Assert.Equal(
            stored.Select(static set => ChangeSetNames.WithContainer(set.Blob)).Order(StringComparer.Ordinal),
            (await rig.AnnouncedAsync()).Select(static announced => announced.Blob).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task<FeedFileStatus?> StatusAsync(ImportRig rig, FeedImportRequest request) =>
        (await rig.Feeds.FindFileAsync(rig.FeedOf(FeedKind.Price), request.Blob, default))?.Status;

    private static async Task ImportUpToAsync(ImportRig rig, int files)
    {
        for (int file = 1; file <= files; file++)
        {
            _ = await rig.ImportAsync(FeedKind.Price, file, Files[file - 1]);
        }
    }

    private async Task<IReadOnlyList<string>> UndisturbedAsync(int file)
    {
        using ImportRig rig = new(emulator, emulator.NewDistributor());
        await ImportUpToAsync(rig, file);
        return await rig.LinesAsync((await rig.Feeds.ReadAsync(rig.FeedOf(FeedKind.Price), default)).Accepted!.Changes!.Blob);
    }
}
