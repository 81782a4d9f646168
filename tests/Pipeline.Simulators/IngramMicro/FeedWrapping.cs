namespace Pipeline.Simulators.IngramMicro;

/// <summary>How a file is packed.</summary>
public enum FeedWrapping
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A ZIP archive with one entry.</summary>
    Zip,

    /// <summary>GZIP.</summary>
    GZip,
}
