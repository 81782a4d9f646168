using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Simulators.IngramMicro;
using FeedKind = Pipeline.Core.Catalog.Facts.FeedKind;

namespace Pipeline.Benchmarks.Feeds;

/// <summary>Generated price files in a temporary folder.</summary>
internal sealed class FeedFiles : IDisposable
{
    private readonly bool owned;

    public FeedFiles()
    {
        Folder = Directory.CreateTempSubdirectory("feed-figures-").FullName;
        owned = true;
    }

    /// <summary>Writes into a folder that somebody else deletes.</summary>
    public FeedFiles(string folder) => Folder = folder;

    public string Folder { get; }

    public string Previous => Path.Combine(Folder, "previous.csv");

    public string Current => Path.Combine(Folder, "current.csv");

    /// <summary>Writes a price file and the one an hour later with 2 % changed articles.</summary>
    public (string Previous, string Current) WritePair(int rows, bool clean, bool utf8)
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = 7, Rows = rows, Dirt = clean ? DirtKinds.None : DirtKinds.All });
        PriceFileOptions options = new() { Encoding = utf8 ? FeedEncoding.Utf8 : FeedEncoding.Windows1252 };
        Write(catalog, options, Previous);
        catalog.NextHour(0.02);
        Write(catalog, options, Current);
        return (Previous, Current);
    }

    public FeedComparison Comparison(FeedProfile profile, string file) => new()
    {
        Feed = new FeedId("ingram-micro", FeedKind.Price),
        Profile = profile,
        File = file,
        FileDate = new DateOnly(2026, 3, 10),
        WorkFolder = Folder,
    };

    public void Dispose()
    {
        if (owned)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static void Write(CatalogGenerator catalog, PriceFileOptions options, string path)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        PriceFileWriter.Write(catalog, file, options);
    }
}
