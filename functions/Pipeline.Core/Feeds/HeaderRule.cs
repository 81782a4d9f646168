namespace Pipeline.Core.Feeds;

/// <summary>Whether the first line of a file names the columns.</summary>
public enum HeaderRule
{
    /// <summary>Always; columns are found by name.</summary>
    Present,

    /// <summary>Never; columns are found by position.</summary>
    Absent,

    /// <summary>When the first line holds the names of all required columns; otherwise it is a row.</summary>
    Detect,
}
