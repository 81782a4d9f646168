namespace Pipeline.Simulators.IngramMicro;

/// <summary>The three sample files, byte for byte.</summary>
public static class SampleFiles
{
    /// <summary>The bytes of one sample: price in windows-1252, stock in ASCII, category in UTF-8 with a byte order mark.</summary>
    public static byte[] Read(FeedKind kind)
    {
        string name = $"samples/ingram-micro/{NameOf(kind)}";
        using Stream resource = typeof(SampleFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the build.");
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The file's name on the server: <c>price.csv</c>, <c>stock.csv</c> or <c>category.csv</c>.</summary>
    public static string NameOf(FeedKind kind) => kind switch
    {
        FeedKind.Price => "price.csv",
        FeedKind.Stock => "stock.csv",
        FeedKind.Category => "category.csv",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
