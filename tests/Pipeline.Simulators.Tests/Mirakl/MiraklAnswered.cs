using System.Text.Json;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>What the tenant answered.</summary>
/// <param name="Operation">Code of the operation, as the journal has it.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Content type; null for none.</param>
/// <param name="Text">The body.</param>
/// <param name="Location">Header of imports; null for none.</param>
/// <param name="Link">Header of pages; null for none.</param>
/// <param name="RetryAfter">Header of 429; null for none.</param>
internal sealed record MiraklAnswered(string Operation, int Status, string? ContentType, string Text, string? Location, string? Link, TimeSpan? RetryAfter)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>Text of a refusal.</summary>
    public string? Message => Json.GetProperty("message").GetString();

    /// <summary>Code of a refusal; null for one without.</summary>
    public string? Code => Json.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;

    /// <summary>Lines of a report, without the header.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n')[1..];

    public string Header => Text.Split('\n')[0];
}
