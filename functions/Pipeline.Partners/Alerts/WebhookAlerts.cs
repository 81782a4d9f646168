using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Core.Alerts;

namespace Pipeline.Partners.Alerts;

/// <summary>Posts digests to a webhook as an adaptive card, as Microsoft Teams takes it.</summary>
/// <remarks>The header <c>Idempotency-Key</c> is the same for a repetition. Redirects are not followed.</remarks>
/// <param name="client">Connects only where alerts may go, see <see cref="Transport.Http.PublicNetwork"/>.</param>
/// <param name="address">HTTPS; it may hold a secret and is never shown.</param>
public sealed class WebhookAlerts(HttpClient client, Uri address) : IAlertChannel
{
    private const string Marks = @"\`*_[]()#>~|";

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public async Task SendAsync(AlertDigest digest, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address);
        request.Headers.Add("Idempotency-Key", digest.Id);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Card(digest)))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } },
        };
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The webhook answers {(int)response.StatusCode}.", null, response.StatusCode);
        }
    }

    private static JsonObject Card(AlertDigest digest)
    {
        JsonArray body = [Block(digest.Headline, "Large", isBold: true)];
        if (digest.Items.Count == 0)
        {
            body.Add(Block("Alerts of the pipeline arrive here.", "Default", isBold: false));
        }

        foreach (AlertItem item in digest.Items)
        {
            body.Add(Block(item.Headline, "Default", isBold: true));
            body.Add(Block($"{AlertText.Since(item)} {item.Remedy}".TrimEnd(), "Default", isBold: false));
            body.Add(new JsonObject
            {
                ["type"] = "ActionSet",
                ["actions"] = new JsonArray(Link("Show", item.Page)),
            });
        }

        if (digest.More > 0)
        {
            body.Add(Block($"And {digest.More} more.", "Default", isBold: false));
        }

        return new JsonObject
        {
            ["type"] = "message",
            ["summary"] = AlertText.Line(digest.Headline),
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    ["body"] = body,
                    ["actions"] = new JsonArray(Link("All that waits", digest.Page)),
                },
            }),
        };
    }

    private static JsonObject Link(string title, Uri page) => new() { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = page.ToString() };

    private static JsonObject Block(string text, string size, bool isBold) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = Plain(text),
        ["size"] = size,
        ["weight"] = isBold ? "Bolder" : "Default",
        ["wrap"] = true,
    };

    // A card's text is Markdown: what partners said must not become a link.
    private static string Plain(string text) =>
        string.Concat(AlertText.Line(text).Select(static letter => Marks.Contains(letter, StringComparison.Ordinal) ? $@"\{letter}" : $"{letter}"));
}
