using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Distributors.Intcomex;
using Pipeline.Partners.Distributors.Intcomex.Calls;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

/// <summary>Answers calls one after the other by a script, and keeps what was sent and recorded.</summary>
internal sealed class IwsService : HttpMessageHandler, IExchangeLog
{
    private readonly Queue<Func<HttpResponseMessage>> answers = new();

    public static IwsAccount Account { get; } = new()
    {
        Url = new Uri("https://intcomex-test.example.invalid/v1/"),
        ApiKey = "11111111-2222-4333-8444-555555555555",
        AccessKey = "99999999-8888-4777-8666-555555555555",
    };

    /// <summary>What was sent: method and path with query, headers, body.</summary>
    public List<(string Line, string Headers, string Body)> Calls { get; } = [];

    public List<Exchange> Exchanges { get; } = [];

    public WatchedClock Clock { get; } = new();

    public IwsService Answers(string body, int status = 200) => Answers(() => Response(body, status));

    /// <summary>Answers with a sample, or with a case of <c>error.json</c>.</summary>
    public IwsService AnswersSample(string name) =>
        name.EndsWith(".json", StringComparison.Ordinal) ? Answers(IwsSample.Text(name)) : Answers(IwsSample.Error(name).Body, IwsSample.Error(name).Status);

    public IwsService AnswersCode(int code, string message = "No.", int status = 400) =>
        Answers($$"""{"Message":"{{message}}","ErrorCode":{{code}},"Reference":"00000000-0000-4000-9000-000000000099"}""", status);

    public IwsService Answers(Func<HttpResponseMessage> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public IwsService Fails(Exception exception) => Answers(() => throw exception);

    public static HttpResponseMessage Response(string body, int status = 200, TimeSpan? retryAfter = null, DateTimeOffset? date = null) => new((HttpStatusCode)status)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        Headers = { RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(wait) : null, Date = date },
    };

    public IwsClient Connect()
    {
        IHttpClientBuilder client = new ServiceCollection().AddSingleton<IExchangeLog>(this).AddSingleton<TimeProvider>(Clock).AddIntcomex(static _ => Account);
        client.ConfigurePrimaryHttpMessageHandler(() => this);
        IHttpClientFactory clients = client.Services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        return new IwsClient(clients.CreateClient(IntcomexHttp.Partner), Account, Clock);
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

/// <summary>A clock that stands still, and tells when somebody begins to wait.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 14, 15, 0, 0, TimeSpan.Zero))
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> timers = [];
    private TaskCompletionSource changed = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        lock (gate)
        {
            timers.Add(dueTime);
            changed.SetResult();
            changed = new();
        }

        return timer;
    }

    /// <summary>Lets a wait of exactly this length begin, and pass.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (timers.Remove(wait))
                {
                    break;
                }

                next = changed.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(20));
        }

        Advance(wait);
    }
}
