using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Audit;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Flows.Scheduling;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Core.Tests.ErrorGroups;
using Pipeline.Core.Tests.Subscriptions;
using Pipeline.Ops.People;
using Pipeline.Ops.Routing;
using Pipeline.Partners.Flows;
using Pipeline.TestSupport;

namespace Pipeline.Ops.Tests.Support;

/// <summary>The pages over stores in memory, at 10 March 2026, 06:00 UTC, in Paris; two flows of one partner are set up.</summary>
public sealed class OpsSite : IOpsSignIn, IDisposable
{
    private readonly ServiceProvider services;

    /// <summary>Builds it.</summary>
    /// <param name="change">Registers further services, or others in place of these.</param>
    public OpsSite(Action<IServiceCollection>? change = null)
    {
        IServiceCollection collection = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IOpsSignIn>(this)
            .AddSingleton(new OpsSettings("Test", "Europe/Paris"))
            .AddSingleton(new FlowCatalog(
            [
                new FlowDefinition { Code = "acme.price", Title = "Prices of Acme", Distributor = "acme", Feed = "price", Expression = "0 0 6 * * *", TimeZone = "Europe/Paris", Cadence = TimeSpan.FromHours(24) },
                new FlowDefinition { Code = "acme.stock", Title = "Stock of Acme", Distributor = "acme", Feed = "stock", Expression = "0 10 * * * *", TimeZone = "Europe/Paris" },
            ]))
            .AddSingleton<IFlowStore>(Flows).AddSingleton<IFlowQueue>(Flows).AddSingleton<IFlowPace>(Flows)
            .AddSingleton<IExecutionStore>(Runs).AddSingleton<IExecutionLog>(Runs)
            .AddSingleton<IFeedStore>(Feeds)
            .AddSingleton<IAuditLog>(Audit)
            .AddSingleton<IReportStore>(Reports).AddSingleton<IFeedImportQueue>(Reports)
            .AddSingleton<IHeldFileDecision, HeldFileDecision>()
            .AddSingleton<IErrorStore>(Errors).AddSingleton<ErrorDirectory>().AddSingleton<ErrorCommandHandler>()
            // Flows alone are tried again here; orders and messages have tests of their own.
            .AddSingleton(static provider => new ErrorRetry(provider.GetRequiredService<IErrorStore>(), provider.GetRequiredService<FlowStarter>(), null!, null!, null!))
            .AddSingleton<IFlowSchedule, NcrontabSchedule>()
            .AddSingleton<FlowPlanner>().AddSingleton<FlowDirectory>().AddSingleton<FlowEditor>().AddSingleton<RunRequestCheck>().AddSingleton<KeptBack>().AddSingleton<FlowStarter>().AddSingleton<ExecutionCommandHandler>()
            .AddOps();
        Trade.AddTo(collection);
        Shelf.AddTo(collection);
        _ = collection
            .AddSingleton<ISubscriptionStore>(Events).AddSingleton<IDeliveryStore>(Events).AddSingleton<IEventQueue>(Events).AddSingleton<IEventSender>(Events)
            .AddSingleton<SubscriptionCache>().AddSingleton<SubscriptionCommands>();
        change?.Invoke(collection);
        services = collection.BuildServiceProvider();
    }

    public TestClock Clock { get; } = new();

    public MemoryFlows Flows { get; } = new();

    public MemoryRuns Runs { get; } = new();

    public MemoryFeeds Feeds { get; } = new();

    public MemoryReports Reports { get; } = new();

    /// <summary>Groups of errors; they are fed by an <see cref="ErrorReporter"/>, as in the app.</summary>
    public IErrorStore Errors { get; } = new MemoryErrorStore();

    public MemoryAudit Audit { get; } = new();

    public TradePorts Trade { get; } = new();

    public ShelfPorts Shelf { get; } = new();

    public TestLog Log { get; } = new();

    /// <summary>Who is told of events, and how each got there.</summary>
    internal MemoryDeliveries Events { get; } = new();

    /// <summary>Who looks; on one's own machine the operator.</summary>
    public OpsPerson Person { get; set; } = new("Ada", OpsRole.Operator);

    public bool IsEnabled { get; set; }

    public bool IsLocal { get; set; } = true;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public OpsPerson PersonOf(HttpRequest request) => Person;

    /// <summary>Looks at a page.</summary>
    /// <param name="address">For example <c>/ops/flows?state=on</c>.</param>
    /// <param name="language">What the browser accepts.</param>
    /// <param name="change">Changes the request, for example its headers.</param>
    public Task<OpsReply> GetAsync(string address, string language = "en", Action<HttpRequest>? change = null) => SendAsync("GET", address, language, null, change);

    /// <summary>Sends a form as a browser does from one of our pages, with a fresh command id unless the form has one.</summary>
    public Task<OpsReply> PostAsync(string address, Action<HttpRequest>? change = null, params (string Name, string Value)[] form)
    {
        IEnumerable<(string, string)> all = form.Any(static field => field.Name == "command") ? form : [.. form, ("command", Guid.CreateVersion7(Clock.GetUtcNow()).ToString())];
        return SendAsync("POST", address, "en", string.Join('&', all.Select(static field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}")), request =>
        {
            request.Headers["Sec-Fetch-Site"] = "same-origin";
            change?.Invoke(request);
        });
    }

    public async Task<OpsReply> SendAsync(string method, string address, string language, string? form, Action<HttpRequest>? change)
    {
        DefaultHttpContext http = new() { RequestServices = services };
        HttpRequest request = http.Request;
        Uri uri = new(new Uri("http://localhost:7071"), address);
        (request.Method, request.Scheme, request.Host) = (method, "http", new HostString(uri.Authority));
        (request.Path, request.QueryString) = (PathString.FromUriComponent(uri), QueryString.FromUriComponent(uri));
        request.Headers.AcceptLanguage = language;
        if (form is not null)
        {
            request.ContentType = "application/x-www-form-urlencoded";
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(form));
        }

        change?.Invoke(request);
        using MemoryStream body = new();
        http.Response.Body = body;
        IResult result = await Get<OpsRouter>().AnswerAsync(http, request.Path.Value![1..] is var path && path.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash ? path[(slash + 1)..] : string.Empty);
        await result.ExecuteAsync(http);
        return new OpsReply(http.Response, body.ToArray());
    }

    public void Dispose() => services.Dispose();
}

/// <summary>What the pages answered.</summary>
public sealed class OpsReply(HttpResponse response, byte[] bytes)
{
    public int Status => response.StatusCode;

    public IHeaderDictionary Headers => response.Headers;

    public byte[] Bytes => bytes;

    public string Text => Encoding.UTF8.GetString(bytes);

    public string? Location => response.Headers.Location;

    public IHtmlDocument Page => field ??= new HtmlParser().ParseDocument(Text);

    /// <summary>Text of the first element that fits, blanks folded.</summary>
    public string TextOf(string selector) => TextIn(Page.QuerySelector(selector)!);

    /// <summary>Texts of all elements that fit.</summary>
    public IReadOnlyList<string> TextsOf(string selector) => [.. Page.QuerySelectorAll(selector).Select(TextIn)];

    // Blocks stand apart for the eye, so they do here.
    private static string TextIn(IElement element) => string.Join(' ', string.Join(' ', element.Descendants<IText>().Select(static text => text.Data)).Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
