using System.Text.Json;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

/// <summary>The samples of the service's answers.</summary>
internal static class IwsSample
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "samples", "intcomex");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>A case of <c>error.json</c>.</summary>
    public static (int Status, string Body) Error(string name)
    {
        using JsonDocument samples = JsonDocument.Parse(Text("error.json"));
        JsonElement found = samples.RootElement.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        return (found.GetProperty("httpStatus").GetInt32(), found.GetProperty("body").GetRawText());
    }
}
