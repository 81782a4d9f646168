using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Catalog.CatalogSamples;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>An import that breaks off at whichever write is done again as a whole, and then all is as if it had not broken off.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class CatalogImportCrashTests(StorageEmulator emulator)
{
    private static readonly FeedId Price = new("ingram-micro", FeedKind.Price);

    private static readonly FeedChange[] First =
        [Added("1", "2007100230014", "A"), Added("2", "2007100230014", "B"), Added("3", "2007100230021", "B"), Added("4")];

    private static readonly FeedChange[] Second =
        [Changed(First[0], "2007100230021", "A"), Changed(First[1], null, "C"), Removed(First[3]), Added("5", "2007100230014", "C")];

    // For each file its rows in as many transactions as buckets, absences, and the pages of the indexes by partition.
    public static TheoryData<int, int> Writes
    {
        get
        {
            TheoryData<int, int> writes = [];
            foreach ((int file, int count) in (ReadOnlySpan<(int, int)>)[(1, 8), (2, 9)])
            {
                for (int write = 1; write <= count; write++)
                {
                    writes.Add(file, write);
                }
            }

            return writes;
        }
    }

    [Fact]
    public async Task The_writes_that_are_tried_are_all_of_the_imports()
    {
        await emulator.EmptyCatalogAsync();
        WireFaults first = new();
        WireFaults second = new();

        await ImportAsync(first, 1);
        await ImportAsync(second, 2);

        Assert.Equal(Writes.Count, first.Writes + second.Writes);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_crash_before_a_write_is_made_good_by_the_next_attempt(int file, int write) =>
        await CheckAsync(file, new WireFaults { CrashAt = write });

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_crash_after_a_write_is_made_good_by_the_next_attempt(int file, int write) =>
        await CheckAsync(file, new WireFaults { CrashAt = write, IsDone = true });

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_lost_answer_is_no_failure(int file, int write)
    {
        IReadOnlyList<string> undisturbed = await UndisturbedAsync(file);

        await ImportAsync(new WireFaults { LoseAnswerOf = write }, file);

        Assert.Equal(undisturbed, await LinesAsync());
    }

    private async Task CheckAsync(int file, WireFaults wire)
    {
        IReadOnlyList<string> undisturbed = await UndisturbedAsync(file);

        await Assert.ThrowsAsync<ProcessEndedException>(() => ImportAsync(wire, file));
        await ImportAsync(new WireFaults(), file);

        Assert.Equal(undisturbed, await LinesAsync());
    }

    /// <summary>What the file leaves undisturbed; the tables are as before it again.</summary>
    private async Task<IReadOnlyList<string>> UndisturbedAsync(int file)
    {
        await PrepareAsync(file);
        await ImportAsync(new WireFaults(), file);
        IReadOnlyList<string> end = await LinesAsync();
        await PrepareAsync(file);
        return end;
    }

    private async Task PrepareAsync(int file)
    {
        await emulator.EmptyCatalogAsync();
        await (file == 2 ? ImportAsync(new WireFaults(), 1) : Task.CompletedTask);
    }

    private async Task ImportAsync(WireFaults wire, int file)
    {
        using CatalogTables tables = new(emulator.TablesThrough(wire));
        _ = await CatalogSamples.ImportAsync(new CatalogStore(tables), Price, file, file == 1 ? First : Second);
    }

    private Task<IReadOnlyList<string>> LinesAsync() => EntityLines.ReadAsync(emulator.Tables, StorageEmulator.CatalogTableNames);
}
