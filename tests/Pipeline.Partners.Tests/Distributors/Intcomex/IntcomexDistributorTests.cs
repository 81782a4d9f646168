using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors;
using Pipeline.Partners.Distributors.Intcomex;
using Pipeline.Partners.Distributors.Intcomex.Orders;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

public sealed class IntcomexDistributorTests : ILoggerProvider, ILogger
{
    private readonly List<string> warnings = [];

    [Fact]
    public void With_its_keys_it_has_four_feeds_a_comparison_and_takes_orders()
    {
        IDistributor distributor = Read(("Services:ApiKey", "a"), ("Services:AccessKey", "b"), ("Feeds:Stock:Schedule", "0 40 * * * *"));

        Assert.False(distributor.IsOff);
        Assert.Equal(
            [
                ("intcomex.catalog", "0 0 5 * * *", 24), ("intcomex.price", "0 30 5 * * *", 24), ("intcomex.stock", "0 40 * * * *", 1),
                ("intcomex.content", "0 0 4 * * *", 24), ("intcomex.reconcile", "0 15 3 * * *", 0),
            ],
            distributor.Flows.Select(static flow => (flow.Code, flow.Expression, (int)(flow.Cadence?.TotalHours ?? 0))));
        Assert.All(distributor.Feeds, feed => Assert.NotNull(distributor.FindProfile(feed.Profile)));
        Assert.Equal("intcomex", distributor.Services().Distributor);
        Assert.Single(new DistributorCatalog([distributor]).All);
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("Services:ApiKey", "a", 1)]
    [InlineData("Services:AccessKey", "b", 1)]
    [InlineData("Services:Environment", "production", 1)]
    [InlineData("Services:ShipTo:0:City", "Bogota", 1, "Services:ShipTo:0:Street", "Calle 1", "Services:ShipTo:0:Country", "CO")]
    [InlineData("TimeZone", "America/Lima", 0)]
    public void Without_them_it_is_off_and_says_so_where_something_else_is_set(string key, string value, int told, params string[] more)
    {
        IDistributor distributor = Read([(key, value), .. more.Chunk(2).Select(static pair => (pair[0], pair[1]))]);

        Assert.True(distributor.IsOff);
        Assert.Empty(new DistributorCatalog([distributor]).All);
        Assert.Equal(told, warnings.Count);
        Assert.All(warnings, static warning => Assert.StartsWith("Intcomex is off: Distributors__Intcomex__Services__ApiKey", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Prices_are_read_in_the_currency_of_the_account()
    {
        IDistributor distributor = Read(("Currency", "cop"));

        Assert.Equal("COP", FeedProfileCatalog.Load("intcomex-price", distributor.FindProfile("intcomex-price")).Currency);
    }

    [Theory]
    [InlineData("Cra. 7 No. 32-16", "110 311", "bogotá d.c.", "co", true)]
    [InlineData("CRA 7 NO 32 16", "110311", "Bogota DC", "CO", true)]
    [InlineData("Cra. 7 No. 32-17", "110311", "Bogotá D.C.", "CO", false)]
    [InlineData("Cra. 7 No. 32-16", "110312", "Bogotá D.C.", "CO", false)]
    [InlineData("Cra. 7 No. 32-16", "110311", "Bogotá", "CO", false)]
    [InlineData("Cra. 7 No. 32-16", "110311", "Bogotá D.C.", "PE", false)]
    public void A_place_is_known_without_case_accents_punctuation_and_blanks(string street, string postalCode, string city, string country, bool isIt)
    {
        ShipToPlace place = new(3, null, "Cra. 7 No. 32-16", "110311", "Bogotá D.C.", "CO");

        Assert.Equal(isIt, place.Is(new DeliveryAddress { Name = "We", Street = [street], PostalCode = postalCode, City = city, CountryCode = country }));
    }

    [Fact]
    public void A_place_without_a_postal_code_is_known_without_one() => Assert.True(new ShipToPlace(3, null, "Calle 1, Piso 2", "", "Panama", "PA")
        .Is(new DeliveryAddress { Name = "We", Street = ["Calle 1", "Piso 2"], PostalCode = "", City = "Panamá", CountryCode = "PA" }));

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        warnings.Add(formatter(state, exception));

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    public void Dispose()
    {
    }

    private IDistributor Read(params IReadOnlyList<(string Key, string Value)> settings) => new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(this))
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(
            static pair => $"{IntcomexSettings.Section}:{pair.Key}", static pair => (string?)pair.Value)).Build())
        .AddSingleton<IExchangeLog>(new IwsService()).AddSingleton(TimeProvider.System)
        .AddDistributor<IntcomexDistributor>().BuildServiceProvider().GetRequiredService<IDistributor>();
}
