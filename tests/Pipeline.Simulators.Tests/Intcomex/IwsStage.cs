using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Simulators.Intcomex;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>A simulator with a clock that tests move, and a caller that signs each call as the reference says.</summary>
internal sealed class IwsStage : IAsyncDisposable
{
    private static readonly IntcomexOptions Keys = new();

    private readonly HttpClient client = new();

    private IwsStage(IntcomexSimulator simulator, TestClock clock) => (Simulator, Clock) = (simulator, clock);

    public IntcomexSimulator Simulator { get; }

    public TestClock Clock { get; }

    /// <summary>The whole simulator without cadence, unless options say otherwise.</summary>
    public static async Task<IwsStage> StartAsync(IntcomexOptions? options = null)
    {
        TestClock clock = new();
        return new IwsStage(await IntcomexSimulator.StartAsync(options ?? new IntcomexOptions { Cadence = TimeSpan.Zero }, clock), clock);
    }

    public static string Sign(string apiKey, string accessKey, string timeStamp) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{apiKey},{accessKey},{timeStamp}")));

    /// <summary>The three parts of a good token for a time; null for now.</summary>
    public string Token(DateTimeOffset? at = null) => TokenOf(at ?? Clock.GetUtcNow());

    /// <summary>The three parts of a good token of the usual keys.</summary>
    public static string TokenOf(DateTimeOffset at)
    {
        string time = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"apiKey={Keys.ApiKey}&utcTimeStamp={time}&signature={Sign(Keys.ApiKey, Keys.AccessKey, time)}";
    }

    /// <summary>A signed GET.</summary>
    public Task<IwsAnswered> GetAsync(string operation) => SendAsync(HttpMethod.Get, operation, $"Bearer {Token()}");

    /// <summary>A signed POST of JSON.</summary>
    public Task<IwsAnswered> PostAsync(string operation, string body, string type = "application/json") =>
        SendAsync(HttpMethod.Post, operation, $"Bearer {Token()}", body, type);

    /// <summary>Places an order of one line, or of several.</summary>
    public Task<IwsAnswered> OrderAsync(string number, string items = """{"Sku":"NB101ZTR01","Quantity":2}""") =>
        PostAsync($"placeorder?customerOrderNumber={number}", $$"""{"CustomerOrderNumber":"{{number}}","AddressId":3,"Items":[{{items}}]}""");

    /// <summary>Any call, right or wrong; without a header none is sent.</summary>
    public async Task<IwsAnswered> SendAsync(
        HttpMethod method, string operation, string? authorization, string? body = null, string type = "application/json", CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = new(method, new Uri(Simulator.Url, operation));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
        return new IwsAnswered(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers.Date, response.Headers.RetryAfter?.Delta);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Simulator.DisposeAsync();
    }
}
