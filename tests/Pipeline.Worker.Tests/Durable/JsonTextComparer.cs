using System.Text.Json.Nodes;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Compares JSON texts by value; absent is not the text null.</summary>
internal sealed class JsonTextComparer : IEqualityComparer<string?>
{
    public static readonly JsonTextComparer Instance = new();

    public bool Equals(string? x, string? y) =>
        x is null || y is null ? x is null && y is null : JsonNode.DeepEquals(JsonNode.Parse(x), JsonNode.Parse(y));

    public int GetHashCode(string? obj) => 0;
}
