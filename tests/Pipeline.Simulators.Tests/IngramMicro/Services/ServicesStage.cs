using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>A simulator that pushes to a postback, and a caller that sends what it is told, right or wrong.</summary>
internal sealed class ServicesStage : IAsyncDisposable
{
    public const string SampleNumber = "PX26000187";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly HttpClient client = new();

    private ServicesStage(IngramMicroServicesSimulator simulator, Postback postback) => (Simulator, Postback) = (simulator, postback);

    public IngramMicroServicesSimulator Simulator { get; }

    public Postback Postback { get; }

    /// <summary>The sample's decisions: three pieces of line 2 at once, two later.</summary>
    public static DecisionRule SampleRule { get; } = new() { Sku = "7100487", Decision = LineDecision.Partial, Confirmed = 3 };

    public static async Task<ServicesStage> StartAsync(ServicesOptions? options = null, TimeProvider? clock = null)
    {
        Postback postback = await Postback.StartAsync();
        options ??= new ServicesOptions();
        IngramMicroServicesSimulator simulator = await IngramMicroServicesSimulator.StartAsync(
            options with
            {
                Delays = options.Delays == new ServiceDelays() ? ServiceDelays.Each(Step) : options.Delays,
                Push = options.Push with { Url = postback.Url, Retries = [.. Enumerable.Repeat(Step, 5)] },
            },
            clock ?? TimeProvider.System);
        return new ServicesStage(simulator, postback);
    }

    /// <summary>Sends a C1 request.</summary>
    public Task<(int Status, XDocument? Body)> CallAsync(string xml, string action) =>
        CallAsync(Simulator.C1, Encoding.UTF8.GetBytes(xml), "text/xml; charset=utf-8", $"\"urn:c1/{action}\"");

    /// <summary>Sends a request of any kind; the body is null when the answer is no XML.</summary>
    public async Task<(int Status, XDocument? Body)> CallAsync(Uri address, byte[] body, string? contentType, string? action)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (action is not null)
        {
            request.Headers.TryAddWithoutValidation("SOAPAction", action);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        bool isXml = response.Content.Headers.ContentType?.MediaType == "text/xml";
        return ((int)response.StatusCode, isXml ? XDocument.Load(await response.Content.ReadAsStreamAsync()) : null);
    }

    /// <summary>Places the sample order under a number.</summary>
    public async Task<XDocument> OrderAsync(string number = SampleNumber, Func<string, string>? edit = null)
    {
        string xml = WireSample.Text("order-create.xml").Replace(SampleNumber, number, StringComparison.Ordinal);
        (_, XDocument? answer) = await CallAsync(edit?.Invoke(xml) ?? xml, "OrderCreate");
        return answer!;
    }

    /// <summary>Waits until an order is finished in a state and its messages are no longer on their way.</summary>
    public async Task<LedgerPurchase> SettledAsync(string state, string number = SampleNumber)
    {
        LedgerPurchase? settled = null;
        await WaitFor.TrueAsync(() =>
        {
            settled = Simulator.Ledger.Find(number)?.Purchases[0];
            return settled is { IsFinished: true } && settled.State == state && settled.Messages.All(message => message.State != PushState.Waiting);
        });
        return settled!;
    }

    public static string? Value(XDocument? document, string name) =>
        document?.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Simulator.DisposeAsync();
        await Postback.DisposeAsync();
    }
}
