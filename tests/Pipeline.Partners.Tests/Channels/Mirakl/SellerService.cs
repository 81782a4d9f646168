using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Calls;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Channels.Mirakl;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Tests.Distributors.Intcomex;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

/// <summary>Answers calls one after the other by a script, and keeps what was sent and recorded.</summary>
internal sealed class SellerService : HttpMessageHandler, IExchangeLog
{
    private readonly Queue<Func<HttpResponseMessage>> answers = new();

    public static MiraklAccount Account { get; } = new()
    {
        Store = "market-fr", Url = new Uri("https://market.example.test/"), ApiKey = "3f1c9f5e-0000-4000-8000-5ec7e7000001", ShopId = "2101",
    };

    /// <summary>What was sent: method and path with query, headers, body.</summary>
    public List<(string Line, string Headers, string Body)> Calls { get; } = [];

    public List<Exchange> Exchanges { get; } = [];

    public WatchedClock Clock { get; } = new();

    public MemoryCallSlots Slots => field ??= new MemoryCallSlots(Clock);

    public SellerService Answers(string body, int status = 200) => Answers(() => Response(body, status));

    public SellerService Answers(Func<HttpResponseMessage> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public SellerService AnswersSample(string name) => Answers(SellerSample.Text(name));

    public SellerService Fails(Exception exception) => Answers(() => throw exception);

    public static HttpResponseMessage Response(string body, int status = 200, TimeSpan? retryAfter = null) => new((HttpStatusCode)status)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        Headers = { RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(wait) : null },
    };

    public MiraklApi Connect(MiraklAccount? account = null)
    {
        IHttpClientBuilder client = new ServiceCollection().AddSingleton<IExchangeLog>(this).AddSingleton<TimeProvider>(Clock).AddMirakl();
        client.ConfigurePrimaryHttpMessageHandler(() => this);
        IHttpClientFactory clients = client.Services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        return new MiraklApi(clients.CreateClient(MiraklHttp.Kind), account ?? Account, Slots, Clock);
    }

    public Task RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        Exchanges.Add(exchange);
        return Task.CompletedTask;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : string.Empty;
        Calls.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", $"{request.Headers}{request.Content?.Headers}", body));
        return answers.Dequeue()();
    }
}

/// <summary>Limits in memory, as all instances would share them.</summary>
internal sealed class MemoryCallSlots(TimeProvider clock) : ICallSlots
{
    private readonly Dictionary<string, DateTimeOffset> next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> pauses = new(StringComparer.Ordinal);

    public Task<CallSlot> TakeAsync(string key, TimeSpan interval, TimeSpan patience, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset at = new[] { now, pauses.GetValueOrDefault(key, now), interval > TimeSpan.Zero ? next.GetValueOrDefault(key, now) : now }.Max();
        bool isTaken = at - now <= patience;
        if (isTaken && interval > TimeSpan.Zero)
        {
            next[key] = at + interval;
        }

        return Task.FromResult(new CallSlot(at, isTaken));
    }

    public Task PostponeAsync(string key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        pauses[key] = pauses.TryGetValue(key, out DateTimeOffset known) && known > until ? known : until;
        return Task.CompletedTask;
    }
}

/// <summary>The samples of the service's answers and files.</summary>
internal static class SellerSample
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "samples", "mirakl");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>One of the answers in <c>import-status.json</c>.</summary>
    public static string Status(string name)
    {
        using System.Text.Json.JsonDocument all = System.Text.Json.JsonDocument.Parse(Text("import-status.json"));
        return all.RootElement.GetProperty(name).GetRawText();
    }
}
