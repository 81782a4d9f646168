using System.Text.Json;

namespace Pipeline.Worker.Tests.Support;

/// <summary>A call as the Functions host was seen to send it, and what it must be decoded to.</summary>
public sealed record RequestVector(
    string Id, string Trigger, string Function, string Binding, string Path, string Body, HandedValue Handed)
{
    private static readonly Lazy<RequestVector[]> Loaded = new(() => JsonSerializer.Deserialize<RequestVector[]>(
        File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "vectors", "requests.json")),
        JsonSerializerOptions.Web)!);

    public static IReadOnlyList<RequestVector> All => Loaded.Value;

    public static TheoryData<string> Ids(Func<RequestVector, bool> filter) =>
        [.. All.Where(filter).Select(vector => vector.Id)];

    public static RequestVector Get(string id) => All.Single(vector => vector.Id == id);
}
