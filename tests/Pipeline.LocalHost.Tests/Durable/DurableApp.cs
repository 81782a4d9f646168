using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Handler;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>An app of scripted durable functions with a task hub of its own, and a client of its management API.</summary>
internal sealed class DurableApp : IAsyncDisposable
{
    public const string Api = "/runtime/webhooks/durabletask";

    private readonly HttpClient _client = new();
    private FunctionsHost? _host;
    private HostProcess? _process;

    private DurableApp(TestApp app, ScriptedHandler handler) => (App, Handler) = (app, handler);

    public TestApp App { get; }

    public ScriptedHandler Handler { get; }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public string Output => _process?.Output ?? string.Empty;

    /// <summary>Writes the app; activities are named with <c>*</c> in front.</summary>
    public static async Task<DurableApp> CreateAsync(AzuriteServer storage, params string[] functions)
    {
        ScriptedHandler handler = await ScriptedHandler.StartAsync();
        TestApp app = new(storage);
        app.HostJson["customHandler"]!["description"]!["arguments"] =
            new JArray(Path.Combine(AppContext.BaseDirectory, "handler", "scripted-handler.mjs"));
        app.HostJson["extensions"]!["durableTask"] = new JObject { ["hubName"] = $"hub{Guid.NewGuid():N}" };
        app.WithSetting("SCRIPT_URL", handler.Url);
        foreach (string function in functions)
        {
            app.WithFunction(function.TrimStart('*'), function.StartsWith('*')
                ? """{"type":"activityTrigger","direction":"in","name":"input"}"""
                : """{"type":"orchestrationTrigger","direction":"in","name":"context"}""");
        }

        return new DurableApp(app.Write(), handler);
    }

    /// <summary>Starts the host in the test's process.</summary>
    public async Task StartAsync(Func<HostOptions, HostOptions>? change = null)
    {
        App.Write();
        _host = await FunctionsHost.StartAsync((change ?? (options => options))(App.Options), CancellationToken.None);
        Address = _host.Address;
    }

    public async Task StopAsync()
    {
        if (_host is { } host)
        {
            _host = null;
            await host.DisposeAsync();
        }
    }

    /// <summary>Starts the host as a process, so that it can be killed.</summary>
    public async Task StartProcessAsync()
    {
        App.Write();
        int port = LoopbackPort.Free();
        _process = HostProcess.Start(App, port);
        Address = new Uri($"http://127.0.0.1:{port}");
        await _process.StartedAsync();
    }

    public async Task KillAsync()
    {
        await _process!.KillAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Address, Api + path));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        change?.Invoke(request);
        return await _client.SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusCodeAsync(HttpMethod method, string path, string? json = null)
    {
        using HttpResponseMessage answer = await SendAsync(method, path, json);
        return answer.StatusCode;
    }

    public async Task StartInstanceAsync(string name, string id, string? input = null) =>
        Assert.Equal(HttpStatusCode.Accepted, await StatusCodeAsync(HttpMethod.Post, $"/orchestrators/{name}/{id}", input));

    public async Task RaiseAsync(string id, string name, string data) =>
        Assert.Equal(HttpStatusCode.Accepted, await StatusCodeAsync(HttpMethod.Post, $"/instances/{id}/raiseEvent/{name}", data));

    public async Task<JObject> StatusAsync(string id, string query = "")
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, $"/instances/{id}{query}");
        return Parse(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until the instance is in the state and gives its status.</summary>
    public async Task<JObject> WaitAsync(string id, string runtimeStatus)
    {
        JObject status = [];
        await Eventually.TrueAsync(
            async () => (string?)(status = await StatusAsync(id))["runtimeStatus"] == runtimeStatus,
            $"{id} is {runtimeStatus}");
        return status;
    }

    public static JObject Parse(string json) => JsonConvert.DeserializeObject<JObject>(
        json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        _client.Dispose();
        await Handler.DisposeAsync();
        App.Dispose();
    }
}
