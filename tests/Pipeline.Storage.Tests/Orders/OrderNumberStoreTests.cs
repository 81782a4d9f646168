using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Orders;

[Collection(EmulatorCollection.Name)]
public sealed class OrderNumberStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private OrderNumberStore numbers = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyTableAsync(StorageNames.OrderNumbersTable);
        numbers = new OrderNumberStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        numbers.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_claimed_number_leads_to_its_order_whatever_its_case()
    {
        Assert.Empty(await numbers.ClaimAsync("ingram-micro", ["P1-a", "80-123"], "O1", default));

        Assert.Equal("O1", await numbers.FindAsync("ingram-micro", "p1-A", default));
        Assert.Equal("O1", await numbers.FindAsync("ingram-micro", "80-123", default));
        Assert.Null(await numbers.FindAsync("ingram-micro", "80-124", default));
        Assert.Null(await numbers.FindAsync("intcomex", "80-123", default));
    }

    [Fact]
    public async Task A_claim_may_be_repeated()
    {
        await numbers.ClaimAsync("ingram-micro", ["P1"], "O1", default);

        Assert.Empty(await numbers.ClaimAsync("ingram-micro", ["p1", "P1", "P2"], "O1", default));
    }

    [Fact]
    public async Task A_number_stays_with_its_first_order()
    {
        await numbers.ClaimAsync("ingram-micro", ["P1"], "O1", default);

        Assert.Equal(["p1"], await numbers.ClaimAsync("ingram-micro", ["P0", "p1", "P2"], "O2", default));

        Assert.Equal("O1", await numbers.FindAsync("ingram-micro", "P1", default));
        Assert.Equal("O2", await numbers.FindAsync("ingram-micro", "P2", default));
    }

    [Fact]
    public async Task Of_many_orders_that_claim_a_number_at_once_one_has_it()
    {
        IReadOnlyList<string>[] taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            order => numbers.ClaimAsync("ingram-micro", ["P1"], $"O{order}", default)));

        Assert.Single(taken, static numbers => numbers.Count == 0);
        Assert.NotNull(await numbers.FindAsync("ingram-micro", "P1", default));
    }

    [Fact]
    public async Task Numbers_may_hold_any_character_and_be_long()
    {
        string[] odd = ["a/b", "a\\b", "a#b", "a?b", "a\u0001b", "a|b", "a^002fb", "", new string('9', 3000), new string('9', 3001)];

        foreach (string number in odd)
        {
            Assert.Empty(await numbers.ClaimAsync("in/gram", [number], $"order of {number}", default));
        }

        foreach (string number in odd)
        {
            Assert.Equal($"order of {number}", await numbers.FindAsync("in/gram", number, default));
        }
    }
}
