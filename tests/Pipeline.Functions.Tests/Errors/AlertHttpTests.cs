using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Alerts;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Errors;

/// <summary>Alerts from the error to the receiver, on real storage.</summary>
[Collection(StorageCollection.Name)]
public sealed class AlertHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private readonly List<JsonNode> received = [];
    private WebApplication receiver = null!;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        receiver = builder.Build();
        receiver.MapPost("/hook", async (HttpRequest request) =>
        {
            received.Add((await JsonNode.ParseAsync(request.Body))!);
            return Results.Accepted();
        });
        await receiver.StartAsync();
    }

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    [Fact]
    public async Task An_error_is_posted_with_a_link_to_its_group_once()
    {
        await using PipelineApp app = await StartAsync();
        ErrorFinding finding = new("ingram-micro", new Issue(IssueCodes.AuthRefused, null, null).With("reason", "530"));
        await app.Get<IErrorReporter>().ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Flow, "ingram.price"), app.Clock.GetUtcNow(), [finding]), default);

        Assert.Empty(await app.Get<AlertSender>().SendDueAsync(default));
        Assert.Empty(await app.Get<AlertSender>().SendDueAsync(default));

        Assert.Contains($"https://pipeline.example.com/ops/e/{finding.GroupId}", Assert.Single(received).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(app.Clock.GetUtcNow(), (await app.Get<IErrorStore>().FindAsync(finding.GroupId, default))!.ToldAt);
        Assert.Null((await app.Get<IAlertStore>().ReadAsync(default)).Intent);
    }

    [Fact]
    public async Task A_test_says_what_arrived()
    {
        await using PipelineApp app = await StartAsync("--Alerts:MailTo", "mia@example.com", "--Alerts:MailFrom", "a@example.com", "--Alerts:SmtpUrl", "smtp://127.0.0.1:1");

        using HttpResponseMessage answer = await app.PostAsync("/api/alert-tests");

        JsonElement[] channels = [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("channels").EnumerateArray()];
        Assert.Equal(["mail False", "webhook True"], channels.Select(static channel => $"{channel.GetProperty("channel")} {channel.GetProperty("sent").GetBoolean()}").Order());
        _ = Assert.Single(received);
    }

    [Fact]
    public async Task Without_an_address_there_is_nothing_to_test()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        using HttpResponseMessage answer = await app.PostAsync("/api/alert-tests");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("ALERTS_NOT_CONFIGURED", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private Task<PipelineApp> StartAsync(params string[] settings) => PipelineApp.StartAsync(
        storage,
        null,
        [
            "--Alerts:WebhookUrl", new Uri(new Uri(receiver.Urls.First()), "/hook").ToString(), "--Alerts:AllowPrivateAddresses", "true",
            "--Alerts:PageUrl", "https://pipeline.example.com", .. settings,
        ]);
}
