using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Alerts;
using Pipeline.Partners.Alerts;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Tests.Alerts;

public sealed class WebhookAlertsTests : IAsyncLifetime
{
    private readonly List<(string? Key, string? Type, JsonNode Body)> received = [];
    private WebApplication server = null!;
    private int status = 202;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.MapPost("/hook", async (HttpRequest request) =>
        {
            received.Add((request.Headers["Idempotency-Key"], request.ContentType, (await JsonNode.ParseAsync(request.Body))!));
            return status == 302 ? Results.Redirect("/other") : Results.StatusCode(status);
        });
        await server.StartAsync();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_digest_is_an_adaptive_card_with_links()
    {
        await SendAsync(Digests.One);

        (string? key, string? type, JsonNode body) = Assert.Single(received);
        Assert.Equal(("d1", "application/json; charset=utf-8", "message"), (key, type, (string?)body["type"]));
        JsonNode attachment = body["attachments"]![0]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)attachment["contentType"]);
        JsonNode card = attachment["content"]!;
        Assert.Equal(("AdaptiveCard", "1.4"), ((string?)card["type"], (string?)card["version"]));
        Assert.Equal("acme: Acme refuses our login", (string?)card["body"]![0]!["text"]);
        Assert.Contains("https://pipeline.example.com/ops/e/abc", card["body"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("https://pipeline.example.com/ops/errors", (string?)card["actions"]![0]!["url"]);
    }

    [Fact]
    public async Task What_a_partner_said_does_not_become_a_link()
    {
        await SendAsync(Digests.One with { Items = [Digests.One.Items[0] with { Headline = "see [here](https://evil.example)" }] });

        Assert.Equal(@"see \[here\]\(https://evil.example\)", (string?)received[0].Body["attachments"]![0]!["content"]!["body"]![1]!["text"]);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Another_answer_than_success_fails_the_send(int answer)
    {
        status = answer;

        HttpRequestException fault = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(Digests.One));

        Assert.Equal((HttpStatusCode)answer, fault.StatusCode);
        _ = Assert.Single(received);
    }

    [Fact]
    public async Task This_machine_is_refused_unless_it_is_allowed()
    {
        HttpRequestException fault = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(Digests.One, allowsPrivate: false));

        Assert.Contains("inside this network", fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(received);
    }

    private async Task SendAsync(AlertDigest digest, bool allowsPrivate = true)
    {
        using HttpClient client = new(PublicNetwork.CreateHandler(allowsPrivate));
        await new WebhookAlerts(client, new Uri(new Uri(server.Urls.First()), "/hook")).SendAsync(digest, default);
    }
}
