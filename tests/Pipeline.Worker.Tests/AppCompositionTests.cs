using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Worker.Tests;

/// <summary>What an app may add around its functions.</summary>
public sealed class AppCompositionTests
{
    [Fact]
    public async Task An_app_adds_its_own_middleware_and_endpoints()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(["--port", "0"], [typeof(Functions)]);
        builder.Configuration["Greeting"] = "hello";
        builder.Services.AddSingleton(new Greeter(builder.Configuration["Greeting"]!));
        await using WebApplication app = builder.Build();
        app.Use((http, next) =>
        {
            http.Response.Headers["X-App"] = "1";
            return next(http);
        });
        app.MapGet("/ops/page", (Greeter greeter) => greeter.Text);
        app.MapGet("/ops/broken", string () => throw new InvalidOperationException("secret"));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal("hello", await client.GetStringAsync("/ops/page"));
        using HttpResponseMessage function = await client.GetAsync("/api/greet/Zoe");
        using HttpResponseMessage broken = await client.GetAsync("/ops/broken");

        Assert.Equal("""{"text":"hello Zoe"}""", await function.Content.ReadAsStringAsync());
        Assert.Equal("1", function.Headers.GetValues("X-App").Single());
        Assert.Equal(
            """{"type":"about:blank","title":"Internal Server Error","status":500}""", await broken.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_object_made_for_a_call_is_disposed_and_a_registered_one_is_kept()
    {
        var disposals = new List<string>();
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(
            ["--port", "0"], [typeof(Made), typeof(Registered)]);
        builder.Services.AddSingleton(disposals).AddSingleton<Registered>();
        await using (WebApplication app = builder.Build())
        {
            await app.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

            Assert.Equal("made", await client.GetStringAsync("/made"));
            Assert.Equal("registered", await client.GetStringAsync("/registered"));

            Assert.Equal(["made"], disposals);
        }

        Assert.Equal(["made", "registered"], disposals);
    }

    public sealed record Greeter(string Text);

    public sealed class Functions(Greeter greeter)
    {
        [Function("Greet")]
        public Greeter Greet([HttpTrigger("get", Route = "api/greet/{name}")] HttpRequest req, string name)
        {
            Assert.Equal($"/api/greet/{name}", req.Path.Value);
            return new Greeter($"{greeter.Text} {name}");
        }
    }

    public sealed class Made(List<string> disposals) : IAsyncDisposable
    {
        [Function("Made")]
        public string Run([HttpTrigger("get")] HttpRequest req) => req.Path.HasValue ? "made" : "";

        public ValueTask DisposeAsync()
        {
            disposals.Add("made");
            return ValueTask.CompletedTask;
        }
    }

    public sealed class Registered(List<string> disposals) : IDisposable
    {
        [Function("Registered")]
        public string Run([HttpTrigger("get")] HttpRequest req) => req.Path.HasValue ? "registered" : "";

        public void Dispose() => disposals.Add("registered");
    }
}
