using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.Worker.Tests.Support;

/// <summary>An app with the functions of some classes, listening on a free local port.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningApp(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public RecordedLog Log => _app.Services.GetRequiredService<RecordedLog>();

    public static Task<RunningApp> StartAsync(params Type[] functions) => StartAsync(_ => { }, functions);

    public static async Task<RunningApp> StartAsync(Action<FunctionsApplicationBuilder> configure, params Type[] functions)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(["--port", "0"], functions.AsEnumerable());
        var log = new RecordedLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(log);
        configure(builder);
        WebApplication app = builder.Build();
        await app.StartAsync();
        return new RunningApp(app);
    }

    /// <summary>Posts a body as the host does: chunked JSON, no length.</summary>
    public async Task<HttpResponseMessage> CallAsync(string function, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + function);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", "0f8fad5b-d9cb-469f-a165-70867728950e");
        return await Client.SendAsync(request);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
