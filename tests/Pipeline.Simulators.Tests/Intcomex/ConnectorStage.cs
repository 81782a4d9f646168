using Pipeline.Core.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors;
using Pipeline.Partners.Distributors.Intcomex;
using Pipeline.Simulators.Intcomex;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>The distributor as the app has it, beside the simulated service.</summary>
internal sealed class ConnectorStage : IAsyncDisposable, IExchangeLog
{
    private readonly ServiceProvider services;

    private ConnectorStage(IntcomexSimulator simulator, TestClock clock, int pageSize)
    {
        (Simulator, Clock) = (simulator, clock);
        IntcomexOptions account = new();
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Distributors:Intcomex:TimeZone"] = "America/Panama",
            ["Distributors:Intcomex:Services:Url"] = simulator.Url.ToString(),
            ["Distributors:Intcomex:Services:ApiKey"] = account.ApiKey,
            ["Distributors:Intcomex:Services:AccessKey"] = account.AccessKey,
            ["Distributors:Intcomex:Feeds:Catalog:PageSize"] = $"{pageSize}",
            ["Distributors:Intcomex:Feeds:Stock:PageSize"] = $"{pageSize}",
            ["Distributors:Intcomex:Services:ShipTo:0:AddressId"] = "3",
            ["Distributors:Intcomex:Services:ShipTo:0:LocationId"] = "xzzq1",
            ["Distributors:Intcomex:Services:ShipTo:0:Street"] = "Calle de Prueba 100",
            ["Distributors:Intcomex:Services:ShipTo:0:PostalCode"] = "0801",
            ["Distributors:Intcomex:Services:ShipTo:0:City"] = "Ciudad de Panama",
            ["Distributors:Intcomex:Services:ShipTo:0:Country"] = "PA",
        }).Build();
        services = new ServiceCollection().AddLogging().AddSingleton(settings).AddSingleton<TimeProvider>(clock).AddSingleton<IExchangeLog>(this)
            .AddDistributor<IntcomexDistributor>().BuildServiceProvider();
        Distributor = services.GetRequiredService<IDistributor>();
    }

    public IntcomexSimulator Simulator { get; }

    public TestClock Clock { get; }

    public IDistributor Distributor { get; }

    public List<Exchange> Exchanges { get; } = [];

    public IDistributorService Orders => Distributor.Services();

    /// <summary>What was called so far, in its order.</summary>
    public IEnumerable<string> Operations => Exchanges.Select(static exchange => exchange.Operation);

    public static async Task<ConnectorStage> StartAsync(IntcomexOptions? options = null, int pageSize = 0)
    {
        TestClock clock = new();
        return new ConnectorStage(await IntcomexSimulator.StartAsync(options ?? new IntcomexOptions { Cadence = TimeSpan.Zero }, clock), clock, pageSize);
    }

    /// <summary>An order to the address of the account.</summary>
    public static OrderCreate Order(string number, params IReadOnlyList<(string Sku, int Quantity)> lines) => new()
    {
        PurchaseOrderNumber = PurchaseOrderNumber.Parse(number),
        Date = new DateOnly(2026, 3, 10),
        Currency = "USD",
        ShipTo = new DeliveryAddress { Name = "Our warehouse", Street = ["CALLE DE PRUEBA,", "100"], PostalCode = "08-01", City = "Ciudad de Panamá", CountryCode = "pa" },
        Lines = [.. lines.Select(static (line, index) => new OrderCreateLine
        {
            LineNumber = new LineNumber(index + 1), Sku = DistributorSku.Parse(line.Sku), Quantity = line.Quantity, UnitPrice = 1m,
        })],
    };

    public Task RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        lock (Exchanges)
        {
            Exchanges.Add(exchange);
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
