using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>Answers calls one after the other by a script, and keeps what was sent and recorded.</summary>
internal sealed class ScriptedService : HttpMessageHandler, IExchangeLog
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> answers = new();

    public List<(string Headers, byte[] Body)> Calls { get; } = [];

    public List<Exchange> Exchanges { get; } = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 10, 8, 15, 0, TimeSpan.Zero));

    public IngramMicroAccountOptions Settings { get; } = new()
    {
        Url = "https://services.example.invalid/xml", Environment = "production", UserName = "FR_000000XM", Password = "CHANGE-ME",
        SenderId = "2990000001016", ReceiverId = "2990000002013", CountryCode = "FR", RetryPause = TimeSpan.Zero,
    };

    public ScriptedService Answers(byte[] body, HttpStatusCode status = HttpStatusCode.OK)
    {
        answers.Enqueue(_ => Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(body) }));
        return this;
    }

    public ScriptedService Answers(string body, HttpStatusCode status = HttpStatusCode.OK) => Answers(Encoding.UTF8.GetBytes(body), status);

    public ScriptedService AnswersCode(string code, string message) => Answers(
        $"<BusinessTransactionResponse><ResponsePreamble><ReturnCode>{code}</ReturnCode><ReturnMessage>{message}</ReturnMessage></ResponsePreamble></BusinessTransactionResponse>");

    public ScriptedService AnswersBusy(TimeSpan pause)
    {
        HttpResponseMessage busy = new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = new RetryConditionHeaderValue(pause) } };
        answers.Enqueue(_ => Task.FromResult(busy));
        return this;
    }

    public ScriptedService Fails(Exception exception)
    {
        answers.Enqueue(_ => Task.FromException<HttpResponseMessage>(exception));
        return this;
    }

    public ScriptedService NeverAnswers()
    {
        answers.Enqueue(async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            throw new InvalidOperationException();
        });
        return this;
    }

    public IngramMicroConnector Connect(WireProfile? profile = null) =>
        Connect(profile ?? Sample.C1, Time, client => client.ConfigurePrimaryHttpMessageHandler(() => this));

    /// <summary>A connector that goes out into the network.</summary>
    public IngramMicroConnector ConnectForReal() => Connect(Sample.C1, TimeProvider.System, _ => { });

    private IngramMicroConnector Connect(WireProfile profile, TimeProvider clock, Action<IHttpClientBuilder> change)
    {
        IHttpClientBuilder client = new ServiceCollection()
            .AddSingleton<IExchangeLog>(this).AddSingleton(clock).AddIngramMicro(_ => Settings);
        change(client);
        IHttpClientFactory clients = client.Services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        return new IngramMicroConnector(clients.CreateClient(IngramMicroHttp.Partner), Settings, profile, clock);
    }

    public Task RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        Exchanges.Add(exchange);
        return Task.CompletedTask;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        Calls.Add(($"{request.Method} {request.RequestUri}\n{request.Headers}{request.Content.Headers}", body));
        return await answers.Dequeue()(cancellationToken);
    }
}
