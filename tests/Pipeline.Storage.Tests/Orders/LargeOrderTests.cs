using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Orders.OrderSamples;

namespace Pipeline.Storage.Tests.Orders;

[Collection(EmulatorCollection.Name)]
public sealed class LargeOrderTests(StorageEmulator emulator) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(Start);
    private readonly BlobContainerClient container = emulator.Blobs.GetBlobContainerClient(StorageNames.OrdersContainer);
    private TableClient orders = null!;
    private OrderStore store = null!;

    public async Task InitializeAsync()
    {
        await container.DeleteIfExistsAsync();
        orders = await emulator.EmptyTableAsync(StorageNames.OrdersTable);
        await emulator.EmptyTableAsync(StorageNames.OrderListTable);
        store = new OrderStore(emulator.Tables, emulator.Blobs, clock);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_record_above_one_column_stands_in_several()
    {
        OrderRecord large = With(2_000);

        Assert.True(await store.TryAddAsync(large, [], default));

        TableEntity row = await orders.GetEntityAsync<TableEntity>("O1", "record");
        Assert.Equal(60 * 1024, row.GetBinary("Record0")!.Length);
        Assert.NotNull(row.GetBinary("Record1"));
        Assert.Equal(large.Text(), (await store.FindAsync("O1", default))!.Record.Text());
        Assert.False(await container.ExistsAsync());
    }

    [Fact]
    public async Task A_shrunken_record_leaves_no_columns_behind()
    {
        await store.TryAddAsync(With(2_000), [], default);
        StoredOrder before = (await store.FindAsync("O1", default))!;

        await store.TryReplaceAsync(before, Small("O1"), [], default);

        Assert.Equal(Small("O1").Text(), (await store.FindAsync("O1", default))!.Record.Text());
    }

    [Fact]
    public async Task A_record_above_the_row_is_a_blob_and_its_predecessor_goes()
    {
        OrderRecord huge = With(25_000);
        await store.TryAddAsync(huge with { EventCount = 1 }, Events(1), default);
        string first = Assert.Single(await BlobsAsync());
        StoredOrder read = (await store.FindAsync("O1", default))!;
        Assert.Equal((huge with { EventCount = 1 }).Text(), read.Record.Text());

        read = (await store.TryReplaceAsync(read, read.Record with { IsReleased = true }, [], default))!;
        string second = Assert.Single(await BlobsAsync());
        Assert.NotEqual(first, second);
        Assert.True((await store.FindAsync("O1", default))!.Record.IsReleased);

        Assert.NotNull(await store.TryReplaceAsync(read, Small("O1") with { EventCount = 1 }, [], default));
        Assert.Empty(await BlobsAsync());
        Assert.Null((await store.FindAsync("O1", default))!.Record.Order.ShipTo);
    }

    [Fact]
    public async Task The_loser_of_a_race_takes_only_its_own_blob_away()
    {
        OrderRecord huge = With(25_000);
        await store.TryAddAsync(huge, [], default);
        StoredOrder before = (await store.FindAsync("O1", default))!;
        WireFaults race = new()
        {
            Before = async number =>
            {
                if (number == 1)
                {
                    Assert.NotNull(await store.TryReplaceAsync(before, huge with { IsTest = true }, [], default));
                }
            },
        };
        using OrderStore loser = new(emulator.TablesThrough(race), emulator.Blobs, clock);

        Assert.Null(await loser.TryReplaceAsync(before, huge with { IsTest = true }, [], default));

        Assert.True((await store.FindAsync("O1", default))!.Record.IsTest);
        Assert.Single(await BlobsAsync());
    }

    [Fact]
    public async Task A_writer_whose_answer_was_lost_keeps_its_blob()
    {
        OrderRecord huge = With(25_000);
        await store.TryAddAsync(huge, [], default);
        using OrderStore unlucky = new(emulator.TablesThrough(new WireFaults { LoseAnswerOf = 1 }), emulator.Blobs, clock);
        StoredOrder before = (await store.FindAsync("O1", default))!;

        Assert.NotNull(await unlucky.TryReplaceAsync(before, huge with { IsTest = true }, [], default));

        Assert.True((await store.FindAsync("O1", default))!.Record.IsTest);
        Assert.Single(await BlobsAsync());
    }

    [Fact]
    public async Task What_a_crash_left_goes_with_the_next_large_record_after_an_hour()
    {
        await store.TryAddAsync(With(25_000), [], default);
        await container.UploadBlobAsync("O1/left.json.gz", BinaryData.FromString("left"));
        await container.UploadBlobAsync("O10/foreign.json.gz", BinaryData.FromString("foreign"));
        StoredOrder order = (await store.FindAsync("O1", default))!;

        order = (await store.TryReplaceAsync(order, order.Record with { IsReleased = true }, [], default))!;
        Assert.Equal(3, (await BlobsAsync()).Count);

        // The storage stamps blobs by the true time.
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow() + TimeSpan.FromHours(2));
        await store.TryReplaceAsync(order, order.Record with { IsReleased = false }, [], default);
        Assert.Equal(2, (await BlobsAsync()).Count);
        Assert.NotNull(await store.FindAsync("O1", default));
        Assert.Contains("O10/foreign.json.gz", await BlobsAsync());
    }

    [Fact]
    public async Task A_record_whose_blob_is_gone_is_an_error_not_an_absent_order()
    {
        await store.TryAddAsync(With(25_000), [], default);
        await container.DeleteAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => store.FindAsync("O1", default));
    }

    /// <summary>An order of 999 lines with despatch advices that carry serial numbers nobody can compress away.</summary>
    private static OrderRecord With(int serials)
    {
        Random random = new(7);
        string[] numbers = [.. Enumerable.Range(0, serials).Select(_ => Convert.ToHexString(Bytes(random)))];
        DespatchAdvice[] advices =
        [
            .. numbers.Chunk(500).Select((some, place) => new DespatchAdvice
            {
                DespatchAdviceNumber = $"{81_000 + place}",
                PurchaseOrderNumber = "P1-1",
                Lines = [new DespatchLine { LineNumber = new LineNumber(1), Quantity = some.Length, SerialNumbers = some }],
            }),
        ];
        return Small("O1") with
        {
            Order = Small("O1").Order with
            {
                Lines = [.. Enumerable.Range(1, 999).Select(static number => new SalesOrderLine { LineNumber = new LineNumber(number), Sku = $"{7_100_000 + number}", Quantity = number })],
                PurchaseOrders =
                [
                    new PurchaseOrder
                    {
                        Number = new PurchaseOrderNumber("P1-1"),
                        Distributor = "ingram-micro",
                        Currency = "EUR",
                        Lines = [.. Enumerable.Range(1, 999).Select(static number => new PurchaseOrderLine
                        {
                            LineNumber = new LineNumber(number), Sku = DistributorSku.Parse($"{7_100_000 + number}"), Quantity = number, UnitPrice = number / 7m,
                        })],
                        Phase = PurchasePhase.Acknowledged,
                        Documents = new OrderDocuments(advices),
                    },
                ],
            },
        };
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[40];
        random.NextBytes(bytes);
        return bytes;
    }

    private async Task<List<string>> BlobsAsync() => await container.GetBlobsAsync().Select(static blob => blob.Name).ToListAsync();
}
