namespace Pipeline.Core.Feeds.Reading;

/// <summary>What is kept of an accepted file to judge and count the next one.</summary>
/// <remarks>
/// Rows = articles + folded + excluded + failed. Keep the whole record: <see cref="RowMarks"/> may take some hundred
/// kilobytes, so it belongs in a blob. A record that does not fit the file costs time, never correctness.
/// </remarks>
public sealed record FeedStatistics
{
    /// <summary>Rows, header and blank lines not counted.</summary>
    public long Rows { get; init; }

    /// <summary>Articles (or categories) among them.</summary>
    public long Articles { get; init; }

    /// <summary>Rows folded into another row of their article.</summary>
    public long Folded { get; init; }

    /// <summary>Rows excluded by the profile.</summary>
    public long Excluded { get; init; }

    /// <summary>Rows dropped with an error.</summary>
    public long Failed { get; init; }

    /// <summary>Articles whose stock, local and central, is zero; an unstated stock is not zero.</summary>
    public long ZeroStock { get; init; }

    /// <summary>Articles whose price is zero or none, in a feed that carries prices.</summary>
    public long ZeroPrice { get; init; }

    /// <summary>Encoding in which the file was read, for example <c>windows-1252</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>Columns of the header that the profile does not know.</summary>
    public IReadOnlyList<string> UnknownColumns { get; init; } = [];

    /// <summary>What decides the meaning of a row's bytes; rows of files with equal marks and equal bytes say the same.</summary>
    public string? ReadingMark { get; init; }

    /// <summary>
    /// What the next file's comparison has to know of rows that stay the same, packed: what is wrong with them, and which
    /// articles have several rows. Null, cut or damaged: then every row is read again.
    /// </summary>
    public string? RowMarks { get; init; }
}
