using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Core.Calls;
using Pipeline.Core.Channels;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels;
using Pipeline.Partners.Channels.Mirakl;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

public sealed class MiraklChannelTests
{
    private static readonly Store Shop = new() { Code = "market-fr", Kind = "mirakl", TimeZone = "Europe/Paris", Currency = "EUR", Url = new Uri("https://market.example.test/sub") };

    private readonly SellerService service = new();

    [Fact]
    public async Task A_shop_that_is_open_is_reached()
    {
        service.Answers("""{"shop_id":2101,"shop_state":"OPEN"}""");

        ConnectionTestResult result = await Channel(("ApiKey", " k-1234 "), ("ShopId", "2101"), ("AuthScheme", "bearer")).TestAsync(Shop, CancellationToken.None);

        Assert.Equal((ConnectionOutcome.Reached, null, service.Exchanges[0].Id), (result.Outcome, result.Problem, result.ExchangeId));
        Assert.Equal("GET /sub/api/account?shop_id=2101", service.Calls[0].Line);
        Assert.Contains("Authorization: Bearer k-1234", service.Calls[0].Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_that_is_suspended_is_reached_and_told()
    {
        service.Answers("""{"shop_state":"SUSPENDED"}""");

        ConnectionTestResult result = await Channel(("ApiKey", "k-1234")).TestAsync(Shop, CancellationToken.None);

        Assert.Equal((ConnectionOutcome.Reached, IssueCodes.ShopNotOpen, "SUSPENDED"), (result.Outcome, result.Problem!.Code, result.Problem.Text));
        Assert.Equal("GET /sub/api/account", service.Calls[0].Line);
    }

    [Fact]
    public async Task A_key_that_is_refused_is_told()
    {
        service.Answers("""{"status":401,"message":"Unauthorized"}""", 401);

        ConnectionTestResult result = await Channel(("ApiKey", "k-1234")).TestAsync(Shop, CancellationToken.None);

        Assert.Equal((ConnectionOutcome.NotReached, IssueCodes.AuthRefused), (result.Outcome, result.Problem!.Code));
    }

    [Fact]
    public void A_store_without_its_key_or_its_address_says_which_setting_is_missing()
    {
        Assert.Equal("The setting Stores__market-fr__ApiKey is missing.", Channel().MissingOf(Shop));
        Assert.Equal("The setting Stores__market-fr__ApiKey is missing.", Channel(("ApiKey", " ")).MissingOf(Shop));
        Assert.Equal("The setting Stores__market-fr__Url is missing.", Channel(("ApiKey", "k-1234")).MissingOf(Shop with { Url = null }));
        Assert.Null(Channel(("ApiKey", "k-1234")).MissingOf(Shop));
    }

    [Fact]
    public void Imports_leave_a_minute_between_them_or_the_share_that_is_set()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), Channel(("ApiKey", "k-1234")).OffersOf(Shop).Terms.Pause);
        Assert.Equal(TimeSpan.FromSeconds(3), Channel(("ApiKey", "k-1234"), ("IntervalShare", "0.05")).OffersOf(Shop).Terms.Pause);
    }

    [Theory]
    [InlineData("ApiKey", "two words", "Stores__market-fr__ApiKey holds a blank or a sign that no key has.")]
    [InlineData("ShopId", "shop", "Stores__market-fr__ShopId is 'shop'; expected is the number of a shop.")]
    [InlineData("AuthScheme", "basic", "Stores__market-fr__AuthScheme is 'basic'; expected is raw or bearer.")]
    [InlineData("IntervalShare", "2", "Stores__market-fr__IntervalShare is '2'; expected is a number from 0 to 1, such as 0.05.")]
    public void A_wrong_setting_is_named(string setting, string value, string fault)
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => Channel((setting, value)));

        Assert.Equal([fault], refused.Failures);
    }

    private MiraklChannel Channel(params (string Setting, string Value)[] settings)
    {
        Dictionary<string, string?> values = settings.ToDictionary(static one => $"Stores:market-fr:{one.Setting}", static string? (one) => one.Value);
        values["Stores:market-fr:Kind"] = "Mirakl";
        IServiceCollection services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton<IExchangeLog>(service).AddSingleton<TimeProvider>(service.Clock).AddSingleton<ICallSlots>(service.Slots)
            .AddSingleton<IVocabularyStore, NoVocabulary>()
            .AddChannel<MiraklChannel>();
        _ = services.AddHttpClient(MiraklHttp.Kind).ConfigurePrimaryHttpMessageHandler(() => service);
        return (MiraklChannel)services.BuildServiceProvider().GetRequiredService<IChannel>();
    }

    private sealed class NoVocabulary : IVocabularyStore
    {
        public Task<VocabularyDocument?> FindAsync(string store, string name, CancellationToken cancellationToken) => Task.FromResult<VocabularyDocument?>(null);

        public Task SaveAsync(string store, string name, VocabularyDocument document, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
