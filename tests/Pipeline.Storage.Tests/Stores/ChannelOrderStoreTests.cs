using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Selling;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Stores;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Stores;

[Collection(EmulatorCollection.Name)]
public sealed class ChannelOrderStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private ChannelOrderStore claims = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(StorageNames.StoresTable);
        claims = new ChannelOrderStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        claims.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_first_claim_of_an_order_stands_also_among_many_at_once()
    {
        ChannelOrderClaim[] got = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => claims.ClaimAsync(Claim("C/1#?", $"o{number}"), default)));

        Assert.Single(got.Distinct());
        Assert.Equal(got[0], await claims.ClaimAsync(Claim("C/1#?", "other"), default));
        Assert.Equal("o1", (await claims.ClaimAsync(Claim("C/1#?", "o1") with { Store = "b" }, default)).OrderId);
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_still_the_first()
    {
        using ChannelOrderStore unlucky = new(emulator.TablesThrough(new WireFaults { LoseAnswerOf = 3 }));

        Assert.Equal("o1", (await unlucky.ClaimAsync(Claim("C-1", "o1"), default)).OrderId);
    }

    [Fact]
    public async Task What_waits_is_listed_until_it_is_an_order()
    {
        ChannelOrderClaim seen = await claims.ClaimAsync(Claim("C-1", "o1"), default);
        ChannelOrderClaim aside = Claim("C-2", "o2") with { State = ChannelClaimState.SetAside, Reason = new Issue(IssueCodes.ChannelOfferUnknown, "C-2", "SKU") };
        await claims.PutAsync(aside, default);
        Assert.Equal([seen, aside], await claims.ListWaitingAsync("a", default));
        Assert.Empty(await claims.ListWaitingAsync("b", default));

        await claims.PutAsync(seen with { State = ChannelClaimState.Imported }, default);
        await claims.PutAsync(aside with { State = ChannelClaimState.Ignored }, default);

        Assert.Empty(await claims.ListWaitingAsync("a", default));
        Assert.Equal(["C-2"], (await claims.ListSetAsideAsync("a", 10, null, default)).Items.Select(static claim => claim.ExternalId));
        Assert.Equal(ChannelClaimState.Imported, (await claims.ClaimAsync(Claim("C-1", "other"), default)).State);
    }

    [Fact]
    public async Task How_far_a_store_was_read_is_remembered_for_each()
    {
        Assert.Null(await claims.FindWatermarkAsync("a", default));

        await claims.SetWatermarkAsync("a", Start, default);
        await claims.SetWatermarkAsync("a", Start.AddTicks(1), default);

        Assert.Equal(Start.AddTicks(1), await claims.FindWatermarkAsync("a", default));
        Assert.Null(await claims.FindWatermarkAsync("b", default));
    }

    [Fact]
    public async Task Documents_are_kept_by_their_hash_and_removed_together()
    {
        OrderDocumentStore documents = new(emulator.Blobs);
        ReportDocument one = new("invoice", "a.pdf", 3, "aa");
        Assert.Null(await documents.ReadAsync("o1", one, default));
        await documents.WriteAsync("o1", one, new byte[] { 1, 2, 3 }, default);
        await documents.WriteAsync("o1", one with { Hash = "bb" }, new byte[] { 4 }, default);

        Assert.Equal([1, 2, 3], (await documents.ReadAsync("o1", one, default))!.Value.ToArray());

        await documents.RemoveAsync("o1", default);
        Assert.Null(await documents.ReadAsync("o1", one, default));
    }

    private static ChannelOrderClaim Claim(string id, string orderId) =>
        new() { Store = "a", ExternalId = id, OrderId = orderId, FirstSeenAt = Start, LastSeenAt = Start };
}
