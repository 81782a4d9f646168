using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core;
using Pipeline.Core.Exchanges;
using Pipeline.Storage.Exchanges;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Exchanges.ExchangeSamples;

namespace Pipeline.Storage.Tests.Exchanges;

[Collection(EmulatorCollection.Name)]
public sealed class ExchangeRetentionTests(StorageEmulator emulator) : IAsyncLifetime
{
    private readonly BlobContainerClient container = emulator.Blobs.GetBlobContainerClient(StorageNames.ExchangesContainer);
    private TableClient table = null!;
    private ExchangeStore store = null!;

    public async Task InitializeAsync()
    {
        await container.DeleteIfExistsAsync();
        table = await emulator.EmptyTableAsync(StorageNames.ExchangesTable);
        store = new ExchangeStore(emulator.Tables, emulator.Blobs);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Old_exchanges_go_and_failed_ones_later()
    {
        await store.RecordAsync(Made(Start.AddTicks(-TimeSpan.TicksPerMillisecond)) with { Subject = "P1", Request = Noise(100_000) }, default);
        await store.RecordAsync(Made(Start) with { Subject = "P1", Request = Noise(100_000) }, default);
        await store.RecordAsync(Made(Start.AddDays(-60).AddTicks(-TimeSpan.TicksPerMillisecond)) with { Status = 500 }, default);
        await store.RecordAsync(Made(Start.AddDays(-60)) with { Status = 500, Response = Noise(100_000) }, default);

        Assert.Equal(2, await store.RemoveAsync(Start, Start.AddDays(-60), default));

        Page<ExchangeHead> left = await store.ListAsync(new ExchangeFilter(), 9, null, default);
        Assert.Equal([Start, Start.AddDays(-60)], left.Items.Select(static head => head.StartedAt));
        Assert.Single((await store.ListAsync(new ExchangeFilter(Subject: "P1"), 9, null, default)).Items);
        Assert.Equal([$"2026/01/09/{left.Items[1].Id}-response.gz", $"2026/03/10/{left.Items[0].Id}-request.gz"], await BlobsAsync());
        Assert.Equal(3, await table.QueryAsync<TableEntity>().CountAsync());
        Assert.Equal(0, await store.RemoveAsync(Start, Start.AddDays(-60), default));
    }

    [Fact]
    public async Task Many_go_in_groups()
    {
        for (int minute = 0; minute < 120; minute++)
        {
            await store.RecordAsync(Made(Start.AddMinutes(minute)) with { Subject = $"P{minute}" }, default);
        }

        Assert.Equal(110, await store.RemoveAsync(Start.AddMinutes(110), Start, default));

        Assert.Equal(20, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public async Task A_removal_that_was_cut_is_completed_the_next_time(int write, bool isDone)
    {
        for (int minute = 0; minute < 60; minute++)
        {
            await store.RecordAsync(Made(Start.AddMinutes(minute)) with { Subject = "P1", Request = minute == 0 ? Noise(100_000) : default }, default);
        }

        using ExchangeStore dying = new(emulator.TablesThrough(new WireFaults { CrashAt = write, IsDone = isDone }), emulator.Blobs);
        await Assert.ThrowsAsync<ProcessEndedException>(() => dying.RemoveAsync(Start.AddDays(1), Start, default));

        await store.RemoveAsync(Start.AddDays(1), Start, default);

        Assert.Equal(0, await table.QueryAsync<TableEntity>().CountAsync());
        Assert.Empty(await BlobsAsync());
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_goes_on()
    {
        for (int minute = 0; minute < 60; minute++)
        {
            await store.RecordAsync(Made(Start.AddMinutes(minute)) with { Subject = "P1" }, default);
        }

        using ExchangeStore unlucky = new(emulator.TablesThrough(new WireFaults { LoseAnswerOf = 1 }), emulator.Blobs);

        Assert.Equal(60, await unlucky.RemoveAsync(Start.AddDays(1), Start, default));
        Assert.Equal(0, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_body_whose_row_was_never_written_goes_with_its_day()
    {
        using ExchangeStore dying = new(emulator.TablesThrough(new WireFaults { CrashAt = 1 }), emulator.Blobs);
        await Assert.ThrowsAsync<ProcessEndedException>(() => dying.RecordAsync(Made(Start) with { Request = Noise(100_000) }, default));
        Assert.Single(await BlobsAsync());

        await store.RemoveAsync(Start.AddDays(1), Start, default);
        Assert.Single(await BlobsAsync());

        await store.RemoveAsync(Start.AddDays(1), Start.AddDays(1), default);
        Assert.Empty(await BlobsAsync());
    }

    private async Task<List<string>> BlobsAsync() => await container.GetBlobsAsync().Select(static blob => blob.Name).ToListAsync();
}
