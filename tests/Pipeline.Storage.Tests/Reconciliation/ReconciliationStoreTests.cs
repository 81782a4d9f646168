using Pipeline.Core;
using Pipeline.Core.Reconciliation;
using Pipeline.Storage.Reconciliation;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Reconciliation;

[Collection(EmulatorCollection.Name)]
public sealed class ReconciliationStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private ReconciliationStore store = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(StorageNames.ReconciliationsTable);
        store = new ReconciliationStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_item_comes_back_as_it_was_stored()
    {
        ReconciliationItem full = Item("acme", "PX1") with
        {
            Difference = new OrderDifference("LINE_DIFFERS")
            {
                OrderId = "o1", PurchaseOrderNumber = "PX1", DistributorOrderNumber = "8001/2", Line = "A/1", Ours = "2 x A", Theirs = "3 x A",
            },
            Since = Now.AddDays(-1),
        };
        ReconciliationItem bare = Item("acme", "PX2") with { State = null };

        await store.WriteAsync([full, bare], [], default);

        Assert.Equal([bare, full], (await store.ReadAsync("acme", default)).OrderBy(static item => item.Difference.Kind, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Written_again_it_is_replaced_and_gone_it_is_not_there()
    {
        ReconciliationItem first = Item("acme", "PX1");
        await store.WriteAsync([first, Item("acme", "PX2")], [], default);

        await store.WriteAsync([first with { LastSeen = Now.AddDays(1) }], [Item("acme", "PX2"), Item("acme", "PX3")], default);

        Assert.Equal(Now.AddDays(1), Assert.Single(await store.ReadAsync("acme", default)).LastSeen);
    }

    [Fact]
    public async Task One_distributor_is_not_the_beginning_of_another()
    {
        await store.WriteAsync([Item("acme", "PX1"), Item("acme-two", "PX1"), Item("acm", "PX1")], [], default);

        Assert.Equal("acme", Assert.Single(await store.ReadAsync("acme", default)).Distributor);
        Assert.Equal("acme", Assert.Single((await store.ListAsync(new ReconciliationFilter("acme"), 10, null, default)).Items).Distributor);
    }

    [Fact]
    public async Task Pages_leave_out_what_is_not_due_yet()
    {
        await store.WriteAsync(
            [
                Item("acme", "PX1"), Item("acme", "PX2") with { State = null }, Item("acme", "PX3") with { State = ReconciliationState.Resolved },
                Item("beta", "PX1"), Item("beta", new string('9', 2000)),
            ],
            [],
            default);

        Assert.Equal(4, (await PagesAsync(new ReconciliationFilter())).Count);
        Assert.Equal("PX3", Assert.Single(await PagesAsync(new ReconciliationFilter(State: ReconciliationState.Resolved))).Difference.PurchaseOrderNumber);
        Assert.Empty(await PagesAsync(new ReconciliationFilter(Kind: "HOLD_LONG")));
        _ = await Assert.ThrowsAsync<FormatException>(() => store.ListAsync(new ReconciliationFilter(), 1, Cursor.Of("nothing"), default));
    }

    private async Task<List<ReconciliationItem>> PagesAsync(ReconciliationFilter filter)
    {
        List<ReconciliationItem> items = [];
        string? cursor = null;
        do
        {
            Page<ReconciliationItem> page = await store.ListAsync(filter, 1, cursor, default);
            items.AddRange(page.Items);
            cursor = page.Cursor;
        }
        while (cursor is not null);

        return items;
    }

    private static ReconciliationItem Item(string distributor, string number) => new()
    {
        Distributor = distributor, Difference = new OrderDifference("AMOUNT_DIFFERS") { PurchaseOrderNumber = number }, Day = new DateOnly(2026, 3, 9),
        FirstSeen = Now, LastSeen = Now, Since = Now, State = ReconciliationState.Open,
    };
}
