using Azure.Storage.Blobs;
using Pipeline.Core.Pricing;
using Pipeline.Storage.Pricing;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Pricing;

[Collection(EmulatorCollection.Name)]
public sealed class MarginRuleStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly MarginRules Rules = new()
    {
        Rules =
        [
            new MarginRule
            {
                Id = "a", Distributor = "north", Category = "Laptops", Brand = "Acme", CostFrom = 1.5m, CostBelow = 20, Percent = 12.5m, Fixed = 1,
                Currency = "EUR", Rounding = new PriceRounding { Mode = "ending", Step = 0.01m, Ending = 0.99m },
                Floor = new PriceFloor { Price = 2, MarginPercent = 5, MarginAmount = 1 },
            },
            new MarginRule { Id = "b" },
        ],
    };

    private static readonly MarginRules Others = new() { Rules = [new MarginRule { Id = "c" }] };

    public Task InitializeAsync() => emulator.Blobs.GetBlobContainerClient("config").DeleteIfExistsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Rules_are_read_as_they_were_written()
    {
        MarginRuleStore store = new(emulator.Blobs);
        StoredRules none = await store.ReadAsync(default);
        Assert.Equal(("PRICING_RULES_MISSING", 0), (none.Issue!.Code, none.Rules.Rules!.Count));

        string? version = await store.ReplaceAsync(Rules, none.Version, default);

        StoredRules read = await new MarginRuleStore(emulator.Blobs).ReadAsync(default);
        Assert.Equal((version, null), (read.Version, read.Issue));
        Assert.Equal(Rules.Rules, read.Rules.Rules);
        Assert.Equal(Rules.Rules, (await store.ReadAsync(default)).Rules.Rules);
    }

    [Fact]
    public async Task Only_the_version_that_is_named_is_replaced()
    {
        MarginRuleStore store = new(emulator.Blobs);
        StoredRules none = await store.ReadAsync(default);
        string first = (await store.ReplaceAsync(Rules, none.Version, default))!;
        string second = (await store.ReplaceAsync(Others, first, default))!;

        Assert.Null(await store.ReplaceAsync(Rules, none.Version, default));
        Assert.Null(await store.ReplaceAsync(Rules, first, default));
        Assert.Equal(second, (await store.ReadAsync(default)).Version);
    }

    [Fact]
    public async Task Rules_that_another_store_has_written_are_read_and_so_is_that_there_are_none_any_more()
    {
        MarginRuleStore store = new(emulator.Blobs);
        _ = await store.ReplaceAsync(Rules, (await store.ReadAsync(default)).Version, default);
        StoredRules read = await store.ReadAsync(default);

        _ = await new MarginRuleStore(emulator.Blobs).ReplaceAsync(Others, read.Version, default);
        Assert.Equal("c", Assert.Single((await store.ReadAsync(default)).Rules.Rules!).Id);

        BlobClient blob = emulator.Blobs.GetBlobContainerClient("config").GetBlobClient("pricing/rules.json");
        _ = await blob.DeleteAsync();
        Assert.Equal("PRICING_RULES_MISSING", (await store.ReadAsync(default)).Issue!.Code);
    }

    /// <summary>The first write finds no container; the third is the write that counts, and its answer is lost.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_write_whose_answer_was_lost_is_no_conflict_with_itself(int lost)
    {
        MarginRuleStore store = new(emulator.Through(new WireFaults { LoseAnswerOf = lost }).Blobs);

        string? version = await store.ReplaceAsync(Rules, (await store.ReadAsync(default)).Version, default);

        Assert.NotNull(version);
        Assert.Equal(version, (await new MarginRuleStore(emulator.Blobs).ReadAsync(default)).Version);
    }
}
