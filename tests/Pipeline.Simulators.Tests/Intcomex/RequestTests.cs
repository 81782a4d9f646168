using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Distributors.Intcomex;
using Pipeline.Partners.Distributors.Intcomex.Calls;
using Pipeline.Simulators.Intcomex;
using Pipeline.TestSupport;
using Pipeline.TestSupport.Descriptions;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>What the client asks of each operation, as it stands in <c>samples/intcomex/requests.txt</c>.</summary>
public sealed class RequestTests : IExchangeLog
{
    private static readonly string[] Expected = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "samples", "intcomex", "requests.txt"));

    private readonly List<Exchange> exchanges = [];

    [Fact]
    public async Task Every_request_is_the_one_that_was_agreed_and_the_service_understands_it()
    {
        await using IntcomexSimulator simulator = await IntcomexSimulator.StartAsync(new IntcomexOptions { Cadence = TimeSpan.Zero }, new TestClock());

        await CallAllAsync(simulator.Url);

        Assert.Equal(Expected, exchanges.Select(exchange => Line(exchange, simulator.Url)));
        Assert.All(exchanges, static exchange => Assert.NotEqual(400, exchange.Status));
    }

    [IwsFact]
    public void Every_request_is_as_the_vendor_describes_it() => Assert.All(Expected, static line =>
    {
        string[] parts = line.Split(' ', 3);
        Assert.Empty(IwsDescription.Find()!.CheckRequest(new HttpMethod(parts[0]), parts[1], parts.ElementAtOrDefault(2)));
    });

    Task IExchangeLog.RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchanges.Add(exchange);
        return Task.CompletedTask;
    }

    private static string Line(Exchange exchange, Uri url) =>
        $"{exchange.Target.Replace(url.ToString(), string.Empty, StringComparison.Ordinal)} {Encoding.UTF8.GetString(exchange.Request.Span)}".TrimEnd();

    private async Task CallAllAsync(Uri url)
    {
        IntcomexOptions keys = new();
        IwsAccount account = new() { Url = url, ApiKey = keys.ApiKey, AccessKey = keys.AccessKey };
        TestClock clock = new();
        IServiceCollection services = new ServiceCollection().AddSingleton<IExchangeLog>(this).AddSingleton<TimeProvider>(clock);
        _ = services.AddIntcomex(_ => account);
        await using ServiceProvider provider = services.BuildServiceProvider();
        IwsClient client = new(provider.GetRequiredService<IHttpClientFactory>().CreateClient(IntcomexHttp.Partner), account, clock);
        IwsPages pages = new(client);
        DateOnly day = new(2026, 3, 10);

        Assert.Null(await client.AuthenticateAsync(CancellationToken.None));
        await ReadAsync(pages.GetCatalogAsync(0, CancellationToken.None));
        await ReadAsync(pages.GetCatalogAsync(500, CancellationToken.None));
        await ReadAsync(pages.GetInventoryAsync(0, CancellationToken.None));
        await ReadAsync(pages.GetInventoryAsync(500, CancellationToken.None));
        await ReadAsync(pages.GetPriceListAsync(CancellationToken.None));
        await ReadAsync(pages.DownloadExtendedCatalogAsync(CancellationToken.None));
        Assert.Equal("AC909LUM02", (await client.GetProductAsync("upc", "0700000000025", CancellationToken.None)).Value!.Sku);
        Assert.Equal(2, (await client.GetProductsAsync("skusList", ["NB101ZTR01", "AC909LUM02"], CancellationToken.None)).Value!.Count);
        _ = await client.PlaceOrderAsync(
            new IwsOrderRequest("PWEB1", 3, "xzzq1", [("NB101ZTR01", 2, "1"), ("AC909LUM02", 5, "2")]), CancellationToken.None);
        _ = await client.GetOrderAsync("PWEB1", "PWEB1", CancellationToken.None);
        Assert.Single((await client.GetOrdersAsync(day.AddDays(-1), day.AddDays(1), null, CancellationToken.None)).Value!);
        _ = await client.GetOrderStatusAsync("7003141", "PWEB1", CancellationToken.None);
        _ = await client.GetInvoiceAsync("7003141", "PWEB1", CancellationToken.None);
        _ = await client.CancelOrderAsync("7003141", "PWEB1", CancellationToken.None);
        Assert.Equal("COP", (await client.GetCurrencyAsync("co", CancellationToken.None)).Value!.Code);
    }

    private static async Task ReadAsync(IAsyncEnumerable<Stream> pages)
    {
        await foreach (Stream page in pages)
        {
            await page.CopyToAsync(Stream.Null);
            await page.DisposeAsync();
        }
    }
}
