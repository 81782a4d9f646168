using Pipeline.Core.Orders.Records;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Orders;

[Collection(EmulatorCollection.Name)]
public sealed class IdempotencyKeyStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private IdempotencyKeyStore requests = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyTableAsync(StorageNames.OrderRequestsTable);
        requests = new IdempotencyKeyStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        requests.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_first_claim_stands()
    {
        Assert.Equal(new OrderClaim("O1", "aa"), await requests.ClaimAsync("key", "aa", "O1", default));
        Assert.Equal(new OrderClaim("O1", "aa"), await requests.ClaimAsync("key", "aa", "O2", default));
        Assert.Equal(new OrderClaim("O1", "aa"), await requests.ClaimAsync("key", "bb", "O3", default));
    }

    [Fact]
    public async Task Keys_are_compared_exactly_and_may_hold_anything()
    {
        string[] keys = ["k", "K", "k ", "k/1", "k#1", "k?1", "\u0001", new string('k', 5000), "ключ"];

        foreach (string key in keys)
        {
            Assert.Equal(key, (await requests.ClaimAsync(key, "aa", key, default)).OrderId);
        }
    }

    [Fact]
    public async Task Of_many_that_claim_a_key_at_once_all_see_the_same_claim()
    {
        OrderClaim[] claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            order => requests.ClaimAsync("key", $"body {order}", $"O{order}", default)));

        Assert.Single(claims.Distinct());
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_still_the_first()
    {
        using IdempotencyKeyStore unlucky = new(emulator.TablesThrough(new WireFaults { LoseAnswerOf = 1 }));

        Assert.Equal(new OrderClaim("O1", "aa"), await unlucky.ClaimAsync("key", "aa", "O1", default));
    }
}
