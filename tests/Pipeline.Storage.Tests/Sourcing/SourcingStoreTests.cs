using Pipeline.Core.Catalog;
using Pipeline.Core.Currencies;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Storage.Sourcing;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Sourcing;

[Collection(EmulatorCollection.Name)]
public sealed class SourcingStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private SourcingStore store = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyTableAsync(StorageNames.SourcingTable);
        store = new SourcingStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Promises_are_replaced_by_who_has_read_them_last()
    {
        StoredPromises none = await store.FindAsync("acme", "A/1", default);
        Promise one = new("O1", "P1", 1, 3, Now);
        Promise two = new("O2", "P2", 1, 2, Now);

        Assert.True(await store.TryReplaceAsync("acme", "A/1", none, [one], default));
        Assert.False(await store.TryReplaceAsync("acme", "A/1", none, [two], default));
        StoredPromises first = await store.FindAsync("acme", "A/1", default);
        Assert.True(await store.TryReplaceAsync("acme", "A/1", first, [one, two], default));
        Assert.False(await store.TryReplaceAsync("acme", "A/1", first, [two], default));

        Assert.Equal([one, two], (await store.FindAsync("acme", "A/1", default)).Promises);
        Assert.Empty((await store.FindAsync("acme", "A", default)).Promises);
        Assert.Empty((await store.FindAsync("other", "A/1", default)).Promises);
    }

    [Fact]
    public async Task Enquiries_are_counted_by_who_has_read_them_last_for_each_distributor()
    {
        StoredEnquiries none = await store.FindEnquiriesAsync("acme", default);

        Assert.True(await store.TryReplaceEnquiriesAsync("acme", none, [Now, Now], default));
        Assert.False(await store.TryReplaceEnquiriesAsync("acme", none, [Now], default));
        StoredEnquiries first = await store.FindEnquiriesAsync("acme", default);
        Assert.True(await store.TryReplaceEnquiriesAsync("acme", first, [.. first.Times, Now.AddMinutes(1)], default));
        Assert.False(await store.TryReplaceEnquiriesAsync("acme", first, [], default));

        Assert.Equal([Now, Now, Now.AddMinutes(1)], (await store.FindEnquiriesAsync("acme", default)).Times);
        Assert.Empty((await store.FindEnquiriesAsync("other", default)).Times);
    }

    [Fact]
    public async Task Rules_are_those_of_themselves_until_some_are_put_and_a_former_version_puts_none()
    {
        StoredRules usual = await store.FindRulesAsync(default);
        SourcingRules wanted = new()
        {
            Order = ["preferred"], Preferred = ["acme"], Freight = new Dictionary<string, Money> { ["acme"] = new(4.90m, "EUR") },
        };

        StoredRules? put = await store.TryPutRulesAsync(wanted, usual.Version, default);
        StoredRules? late = await store.TryPutRulesAsync(new SourcingRules(), usual.Version, default);
        StoredRules? next = await store.TryPutRulesAsync(wanted with { Preferred = [] }, put!.Version, default);

        Assert.Equal(SourcingRules.Known, usual.Rules.Order);
        Assert.Null(late);
        StoredRules stored = await store.FindRulesAsync(default);
        Assert.Equal(next!.Version, stored.Version);
        Assert.Equal(("preferred", 0, 4.90m), (Assert.Single(stored.Rules.Order), stored.Rules.Preferred.Count, stored.Rules.Freight["acme"].Amount));
    }

    [Fact]
    public async Task The_first_word_of_a_stop_stays_until_it_is_taken_back()
    {
        DistributorStop stop = new("acme", "CREDIT", Now, "P1");
        await store.StopAsync(stop, default);
        await store.StopAsync(stop with { Code = "CUSTOMER_HOLD", Number = "P2" }, default);
        await store.StopAsync(stop with { Distributor = "other" }, default);

        Assert.Equal(stop, (await store.ListStopsAsync(default))["acme"]);
        await store.ResumeAsync("acme", default);
        await store.ResumeAsync("acme", default);

        Assert.Equal(["other"], (await store.ListStopsAsync(default)).Keys);
    }

    [Fact]
    public async Task The_last_rates_are_kept()
    {
        Assert.Null(await store.FindRatesAsync(default));

        await store.PutRatesAsync(new CurrencySheet("EUR", new DateOnly(2026, 3, 9), new Dictionary<string, decimal> { ["USD"] = 1.08m }), default);
        CurrencySheet sheet = new("EUR", new DateOnly(2026, 3, 10), new Dictionary<string, decimal> { ["USD"] = 1.09m });
        await store.PutRatesAsync(sheet, default);

        Assert.True(sheet.IsLike((await store.FindRatesAsync(default))!));
    }
}
