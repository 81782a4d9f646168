namespace Pipeline.Storage.Catalog.Index;

/// <summary>The pages of one bucket.</summary>
internal sealed class IndexBucket(int number)
{
    private readonly List<IndexPage> pages = [];

    /// <summary>Pages that are not what the table holds.</summary>
    public IEnumerable<IndexPage> Changed => pages.Where(static page => page.IsChanged);

    /// <summary>Takes a page that was read.</summary>
    public void Take(IndexPage page) => pages.Add(page);

    /// <summary>Makes a change unless it is made already, so that it may be repeated.</summary>
    public void Apply(IndexChange change)
    {
        if (!change.IsAdded)
        {
            pages.ForEach(page => page.Remove(change.Entry));
            return;
        }

        if (pages.Exists(page => page.Contains(change.Entry)) || pages.Exists(page => page.TryAdd(change.Entry)))
        {
            return;
        }

        IndexPage next = new(number, pages.Count == 0 ? 0 : pages[^1].Number + 1, version: default);
        _ = next.TryAdd(change.Entry);
        pages.Add(next);
    }
}
