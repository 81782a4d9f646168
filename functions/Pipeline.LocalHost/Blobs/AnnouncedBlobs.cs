namespace Pipeline.LocalHost.Blobs;

/// <summary>Which blobs, by path and ETag, were announced: a file of lines that outlives the host.</summary>
internal sealed class AnnouncedBlobs
{
    private readonly string _path;
    private readonly Dictionary<string, string> _etags;

    private AnnouncedBlobs(string path, Dictionary<string, string> etags)
    {
        _path = path;
        _etags = etags;
    }

    /// <summary>Reads the file of the data folder; a missing one is empty.</summary>
    public static AnnouncedBlobs Open(string dataFolder)
    {
        string path = Path.Combine(dataFolder, "announced-blobs.tsv");
        Dictionary<string, string> etags = new(StringComparer.Ordinal);
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (line.Split('\t') is [string etag, string blob])
            {
                etags[blob] = etag;
            }
        }

        return new AnnouncedBlobs(path, etags);
    }

    /// <summary>Whether this version of the blob was announced.</summary>
    public bool Contains(string blob, string etag) => _etags.TryGetValue(blob, out string? known) && known == etag;

    /// <summary>Notes that it was. After a crash in between it is announced again: events come at least once.</summary>
    public void Add(string blob, string etag)
    {
        _etags[blob] = etag;
        File.AppendAllText(_path, $"{etag}\t{blob}\n");
    }
}
