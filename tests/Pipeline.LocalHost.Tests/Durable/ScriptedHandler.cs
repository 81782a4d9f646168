using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>The functions of a test: they run in the test, while the host and its handler process may die.</summary>
internal sealed class ScriptedHandler : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, Func<JObject, Task<IResult>>> _functions = new();

    private ScriptedHandler(WebApplication server) => _server = server;

    /// <summary>The calls so far: function names in the order of arrival.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The requests to orchestrators so far.</summary>
    public ConcurrentQueue<OrchestratorRequest> Turns { get; } = new();

    public string Url => _server.Urls.First();

    public static async Task<ScriptedHandler> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        ScriptedHandler handler = new(server);
        server.MapPost("/{function}", handler.CallAsync);
        await server.StartAsync();
        return handler;
    }

    /// <summary>Answers of an orchestrator, worked out from the history by the script.</summary>
    public void Orchestrator(string name, Action<Script> script) => Function(name, body =>
    {
        string text = JsonConvert.DeserializeObject<string>((string)body["Data"]!["context"]!)!;
        OrchestratorRequest request = OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(text));
        Turns.Enqueue(request);
        Script turn = new(request);
        script(turn);
        return Task.FromResult(Answer(Convert.ToBase64String(turn.Response.ToByteArray())));
    });

    /// <summary>An activity: JSON text in, JSON text out.</summary>
    public void Activity(string name, Func<string, Task<string?>> work) => Function(name, async body =>
    {
        string input = JsonConvert.DeserializeObject<string>((string)body["Data"]!["input"]!) ?? "null";
        string? result = await work(input);
        return Answer(result is null ? null : JToken.Parse(result));
    });

    public void Activity(string name, Func<string, string?> work) =>
        Activity(name, input => Task.FromResult(work(input)));

    /// <summary>Any answer to the invocation's body.</summary>
    public void Function(string name, Func<JObject, Task<IResult>> work) => _functions[name] = work;

    public static IResult Answer(JToken? returnValue) => Results.Text(
        new JObject { ["Outputs"] = new JObject(), ["Logs"] = new JArray(), ["ReturnValue"] = returnValue }.ToString(),
        "application/json");

    /// <summary>Ends the handler's process.</summary>
    public static IResult Crash() => new Exit();

    public int CountOf(string function) => Calls.Count(name => name == function);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> CallAsync(string function, HttpRequest request)
    {
        Calls.Enqueue(function);
        using StreamReader reader = new(request.Body);
        JsonSerializerSettings exact = new() { DateParseHandling = DateParseHandling.None };
        JObject body = JsonConvert.DeserializeObject<JObject>(await reader.ReadToEndAsync(), exact)!;
        return _functions.TryGetValue(function, out Func<JObject, Task<IResult>>? work)
            ? await work(body)
            : Results.Text(string.Create(CultureInfo.InvariantCulture, $"no script for {function}"), statusCode: 500);
    }

    private sealed class Exit : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers["x-exit"] = "1";
            return Task.CompletedTask;
        }
    }
}
