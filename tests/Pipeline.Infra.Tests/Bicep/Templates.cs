using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Bicep;

/// <summary>All templates of the repository.</summary>
internal sealed class Templates
{
    private Templates(IReadOnlyList<BicepFile> files, string parameters) => (Files, Parameters) = (files, parameters);

    /// <summary>Every template.</summary>
    public IReadOnlyList<BicepFile> Files { get; }

    /// <summary>The text of <c>infra/main.parameters.json</c>.</summary>
    public string Parameters { get; }

    /// <summary>Every resource that the templates make.</summary>
    public IEnumerable<BicepResource> Made => Files.SelectMany(static file => file.Resources()).Where(static resource => !resource.IsExisting);

    /// <summary>Reads them as they are.</summary>
    public static Templates Read(BicepReader reader) => Read(reader, null, null, null);

    /// <summary>Reads them with a fault planted in one: the one occurrence of a text is replaced by another.</summary>
    public static Templates Read(BicepReader reader, string? faulty, string? from, string? to)
    {
        const string parameters = "infra/main.parameters.json";
        string TextOf(string path) => path == faulty ? Planted(path, from!, to!) : Repository.Read(path);
        return new Templates([.. Repository.Files("infra", "*.bicep").Select(path => reader.Read(path, TextOf(path)))], TextOf(parameters));
    }

    /// <summary>A template by its path.</summary>
    public BicepFile File(string path) => Files.Single(file => file.Path == path);

    private static string Planted(string path, string from, string to)
    {
        string text = Repository.Read(path);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{path} has no '{from}' to plant a fault in.");
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }
}
