using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Tests.Infrastructure;
using Pipeline.TestSupport;
using static Pipeline.Storage.Tests.Catalog.CatalogSamples;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>Whatever happens at whichever write of the move: searches find what they found before, and its end is the same.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class CatalogIndexMoveCrashTests(StorageEmulator emulator) : IAsyncLifetime
{
    // A few rows of each table, a tombstone among them; a move of all takes ten times as long and does nothing else.
    private static readonly string[] Former =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Schemas", "entities", "Catalog.v1.jsonl"))
            .Where(static line => line.Contains("\"CatalogBy", StringComparison.Ordinal))
            .Where(static line => line.Contains("2007100230014|", StringComparison.Ordinal)
                || line.Contains("AB100|", StringComparison.Ordinal)
                || line.Contains("4000000000002|", StringComparison.Ordinal)
                || line.Contains("\"ZT-1|", StringComparison.Ordinal)
                || line.Contains("\"ZT-2|", StringComparison.Ordinal)),
    ];

    private static readonly FeedId Price = new("intcomex", FeedKind.Price);

    private TestClock clock = new();

    // Two notes of the beginning, for each partition a write (if there is an entry) and a removal, two notes of the end.
    public static TheoryData<int> Writes => [.. Enumerable.Range(1, 13)];

    public Task InitializeAsync() => PrepareAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_writes_that_are_tried_are_all_of_the_move()
    {
        WireFaults wire = new();

        await MoveAsync(wire);

        Assert.Equal(Writes.Count, wire.Writes);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_crash_before_a_write_delays_the_move_only(int write) => await CheckCrashAsync(new WireFaults { CrashAt = write });

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_crash_after_a_write_delays_the_move_only(int write) => await CheckCrashAsync(new WireFaults { CrashAt = write, IsDone = true });

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_lost_answer_is_no_failure(int write)
    {
        IReadOnlyList<string> undisturbed = await UndisturbedAsync();

        await MoveAsync(new WireFaults { LoseAnswerOf = write });

        Assert.Equal(undisturbed, await IndexAsync());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Searches_and_another_move_between_two_writes_are_in_nobodys_way(int write)
    {
        IReadOnlyList<string> undisturbed = await UndisturbedAsync();
        IReadOnlyList<string> before = await FoundAsync();
        WireFaults between = new()
        {
            Before = async number =>
            {
                Assert.Equal(before, await FoundAsync());
                await (number == write ? MoveAsync(new WireFaults()) : Task.CompletedTask);
                Assert.Equal(before, await FoundAsync());
            },
        };

        await MoveAsync(between);

        Assert.Equal(undisturbed.Where(IsPage), (await IndexAsync()).Where(IsPage));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task An_import_between_two_writes_keeps_its_entries(int write)
    {
        WireFaults between = new()
        {
            Before = async number =>
            {
                if (number == write)
                {
                    using CatalogTables tables = new(emulator.Tables);
                    _ = await ImportAsync(new CatalogStore(tables), Price, 1, Added("NEW", "2007100230014", "AB100"));
                }
            },
        };

        await MoveAsync(between);

        IReadOnlyList<string> found = await FoundAsync();
        Assert.Contains("2007100230014 intcomex NEW", found);
        Assert.Contains("AB100 intcomex NEW", found);
        Assert.Contains("2007100230014 ingram-micro 7100051", found);
    }

    private static bool IsPage(string line) => !line.Contains("\"state\"", StringComparison.Ordinal);

    private async Task CheckCrashAsync(WireFaults wire)
    {
        IReadOnlyList<string> undisturbed = await UndisturbedAsync();
        IReadOnlyList<string> before = await FoundAsync();

        await Assert.ThrowsAsync<ProcessEndedException>(() => MoveAsync(wire));

        Assert.Equal(before, await FoundAsync());
        clock = new TestClock();
        await MoveAsync(new WireFaults());
        Assert.Equal(before, await FoundAsync());
        Assert.Equal(undisturbed, await IndexAsync());
    }

    private async Task<IReadOnlyList<string>> UndisturbedAsync()
    {
        await MoveAsync(new WireFaults());
        IReadOnlyList<string> end = await IndexAsync();
        await PrepareAsync();
        return end;
    }

    private async Task PrepareAsync()
    {
        clock = new TestClock();
        await emulator.EmptyCatalogAsync();
        await EntityLines.WriteAsync(emulator.Tables, Former);
    }

    private async Task MoveAsync(WireFaults wire)
    {
        using CatalogTables tables = new(emulator.TablesThrough(wire));
        CatalogIndexMove move = new(tables, clock);
        _ = await move.RunAsync(default);
        clock.Advance(TimeSpan.FromMinutes(5));
        _ = await move.RunAsync(default);
    }

    private async Task<IReadOnlyList<string>> FoundAsync()
    {
        List<string> found = [];
        (string Table, string Key)[] searches =
            [(CatalogKeys.ByGtin, "2007100230014"), (CatalogKeys.ByGtin, "4000000000002"), (CatalogKeys.ByMpn, "AB100"), (CatalogKeys.ByMpn, "ZT-1"), (CatalogKeys.ByMpn, "ZT-2")];
        foreach ((string table, string key) in searches)
        {
            found.AddRange((await new Storage.Catalog.Index.CatalogIndex(emulator.Tables.GetTableClient(table)).FindAsync(key, default))
                .Select(entry => $"{key} {entry.Distributor} {entry.Sku}"));
        }

        return found;
    }

    private Task<IReadOnlyList<string>> IndexAsync() => EntityLines.ReadAsync(emulator.Tables, CatalogKeys.ByGtin, CatalogKeys.ByMpn);
}
