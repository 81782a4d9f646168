using System.Globalization;
using System.Text.Json;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>What a call brought.</summary>
internal sealed record IwsAnswered(int Status, string Text, DateTimeOffset? Date = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>Status and code in short, for example <c>404/20</c>; without a code <c>200/-</c>.</summary>
    public string Verdict => string.Create(CultureInfo.InvariantCulture, $"{Status}/{Code}");

    private string Code => Text.StartsWith('{') && Json.TryGetProperty("ErrorCode", out JsonElement code) ? code.ToString() : "-";
}
