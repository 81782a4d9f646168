using Pipeline.Core.Channels;
using Pipeline.Core.Flows;
using Pipeline.Functions.Settings;
using Pipeline.Functions.Tests.Support;
using Pipeline.Partners.Channels;
using Pipeline.Partners.Flows;

namespace Pipeline.Functions.Tests.Channels;

/// <summary>A channel that the app has never heard of, registered by one line, and the stores that settings open in it.</summary>
[Collection(StorageCollection.Name)]
public sealed class NewChannelTests(StorageEmulator storage)
{
    [Fact]
    public async Task A_store_of_it_has_the_flows_of_its_ports()
    {
        await using PipelineApp app = await StartAsync("--Stores:corner:Kind", "Bazaar", "--Stores:corner:Key", "secret", "--Stores:corner:Name", "The corner");

        System.Text.Json.JsonElement export = await app.GetJsonAsync("/api/flows/corner.offer.export");

        Assert.Equal(
            ("The corner: offers sent", "test", "on", "Europe/Paris"),
            (export.GetProperty("title").GetString(), export.GetProperty("mode").GetString(), export.GetProperty("state").GetString(), export.GetProperty("timeZone").GetString()));
        Assert.Equal("live", (await app.GetJsonAsync("/api/flows/corner.offer.check")).GetProperty("mode").GetString());
    }

    [Theory]
    [InlineData("corner")]
    [InlineData("north")]
    [InlineData("south")]
    [InlineData("market-2")]
    public async Task Whatever_a_store_is_called_its_schedules_can_be_read(string store)
    {
        await using PipelineApp app = await StartAsync($"--Stores:{store}:Kind", "bazaar", $"--Stores:{store}:Key", "secret");

        Assert.All(
            app.Get<FlowCatalog>().All.Where(flow => flow.Store == store),
            static flow => Assert.True(new NcrontabSchedule().IsValid(flow.Expression, out string? reason), reason));
    }

    [Fact]
    public async Task The_mode_of_its_flows_is_the_stores()
    {
        await using PipelineApp app = await StartAsync("--Stores:corner:Kind", "bazaar", "--Stores:corner:Key", "secret");

        _ = await ProblemAssert.IsAsync(await app.PatchAsync("/api/flows/corner.offer.export", """{"mode":"live"}"""), System.Net.HttpStatusCode.UnprocessableEntity, "STORE_MODE_ONLY");

        Assert.Equal("corner", (await app.GetJsonAsync("/api/flows/corner.offer.export")).GetProperty("store").GetString());
    }

    [Fact]
    public async Task A_store_without_its_key_is_there_and_says_what_is_missing()
    {
        await using PipelineApp app = await StartAsync("--Stores:corner:Kind", "bazaar");

        Assert.Equal(
            "The setting Stores__corner__Key is missing.",
            (await app.GetJsonAsync("/api/flows/corner.offer.export")).GetProperty("missingSetting").GetString());
    }

    [Fact]
    public async Task What_is_set_of_a_store_is_read()
    {
        await using PipelineApp app = await StartAsync(
            "--Stores:corner:Kind", "bazaar", "--Stores:corner:Mode", "live", "--Stores:corner:Currency", "USD", "--Stores:corner:Channels", "ES_B2C, IT_B2C",
            "--Stores:corner:OrdersFrom", "2026-03-10", "--Stores:corner:AcceptWithin", "04:00:00", "--Stores:corner:Acceptance", "manual",
            "--Stores:corner:Assortment:Brands", "Zentaro", "--Stores:corner:Offer:State", "11", "--Stores:corner:VatPercent", "20");

        Store store = app.Get<StoreDirectory>().Find("corner")!;

        Assert.Equal((StoreMode.Live, "USD", OrderAcceptance.Manual, TimeSpan.FromHours(4)), (store.Mode, store.Currency, store.Acceptance, store.AcceptWithin));
        Assert.Equal(["ES_B2C", "IT_B2C"], store.Channels);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 23, 0, 0, TimeSpan.Zero), store.OrdersFrom);
        Assert.Equal(("Zentaro", "11", 20m), (Assert.Single(store.Assortment!.Brands), store.Defaults.State, store.VatPercent));
    }

    [Fact]
    public async Task An_underscore_in_the_name_of_a_store_is_a_dash()
    {
        await using PipelineApp app = await StartAsync("--Stores:market_2:Kind", "bazaar", "--Stores:market_2:Key", "secret");

        Assert.Null((await app.GetJsonAsync("/api/flows/market-2.offer.export")).GetProperty("missingSetting").GetString());
    }

    [Fact]
    public async Task A_store_of_which_only_empty_texts_are_set_does_not_exist()
    {
        await using PipelineApp app = await StartAsync("--Stores:corner:Kind", "", "--Stores:corner:Key", " ");

        Assert.Empty(app.Get<StoreDirectory>().All);
    }

    [Fact]
    public async Task Wrong_settings_of_stores_stop_the_start_and_are_named()
    {
        SettingsException refused = await Assert.ThrowsAsync<SettingsException>(() => StartAsync(
            "--Stores:corner:Kind", "bazaar", "--Stores:corner:Key", "NO", "--Stores:corner:Mode", "dry", "--Stores:corner:AcceptWithin", "6.00:00:00",
            "--Stores:corner:OrdersFrom", "yesterday", "--Stores:corner:Assortment:CostFrom", "cheap", "--Stores:other:Kind", "moon", "--Stores:third:Name", "Third",
            "--Stores:1b:Kind", "bazaar"));

        Assert.Equal(
            [
                "Stores__1b", "Stores__corner__AcceptWithin", "Stores__corner__Assortment__CostFrom", "Stores__corner__Key", "Stores__corner__Mode",
                "Stores__corner__OrdersFrom", "Stores__other__Kind", "Stores__third__Kind",
            ],
            refused.Faults.Select(static fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("Stores__other__Kind is 'moon'; expected is one of: bazaar, mirakl.", refused.Faults);
    }

    private Task<PipelineApp> StartAsync(params string[] settings) =>
        PipelineApp.StartAsync(storage, static services => services.AddChannel<ToyChannel>(), settings);
}
