namespace Pipeline.Partners.Feeds.Changes;

/// <summary>A stretch of whole rows that stands in both files.</summary>
/// <param name="Offset">Its first byte in the new file.</param>
/// <param name="PreviousOffset">Its first byte in the last accepted file.</param>
/// <param name="Line">Its first line in the new file.</param>
/// <param name="Length">Its bytes, line ends included.</param>
internal readonly record struct EqualRun(long Offset, long PreviousOffset, long Line, long Length);
