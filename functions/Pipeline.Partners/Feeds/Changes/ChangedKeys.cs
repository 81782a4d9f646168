namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Notices whether each changed row of the new file has a changed row of the same article in the last accepted one.</summary>
/// <remarks>Counts up to a bound; beyond it the answer is no, which costs time and nothing else.</remarks>
internal sealed class ChangedKeys
{
    private const int Max = 50_000;

    private readonly HashSet<ulong> previous = [];
    private readonly HashSet<ulong> current = [];

    /// <summary>Whether no article of the new file's changed rows is without one on the other side.</summary>
    public bool AllPaired => previous.Count < Max && current.Count < Max && current.IsSubsetOf(previous);

    public void Add(ulong hash, bool isPrevious)
    {
        HashSet<ulong> keys = isPrevious ? previous : current;
        if (keys.Count < Max)
        {
            keys.Add(hash);
        }
    }
}
