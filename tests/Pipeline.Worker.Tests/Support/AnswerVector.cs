using System.Text.Json;

namespace Pipeline.Worker.Tests.Support;

/// <summary>An answer of a handler, and what the Functions host was seen to make of it.</summary>
public sealed record AnswerVector(
    string Id,
    int? Status,
    string? ContentType,
    string? Body,
    string Transport,
    JsonElement FunctionJson,
    string Outcome,
    JsonElement? Value)
{
    private static readonly Lazy<AnswerVector[]> Loaded = new(() => JsonSerializer.Deserialize<AnswerVector[]>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "answers.json")),
        JsonSerializerOptions.Web)!);

    public static IReadOnlyList<AnswerVector> All => Loaded.Value;

    /// <summary>Names of the function's HTTP outputs.</summary>
    public string[] HttpOutputs =>
        [.. FunctionJson.GetProperty("bindings").EnumerateArray()
            .Where(binding => binding.GetProperty("type").GetString() == "http")
            .Select(binding => binding.GetProperty("name").GetString()!)];

    public static AnswerVector Get(string id) => All.Single(vector => vector.Id == id);
}
