using Pipeline.Core.Catalog;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>An article's place in the order of the catalogue: by distributor, then bucket, then number as compared.</summary>
internal readonly record struct ArticleKey(string Distributor, int Bucket, string Sku)
{
    /// <summary>That order.</summary>
    public static IComparer<ArticleKey> Order { get; } = Comparer<ArticleKey>.Create(static (a, b) =>
        string.CompareOrdinal(a.Distributor, b.Distributor) is not 0 and int byDistributor ? byDistributor
        : a.Bucket != b.Bucket ? a.Bucket.CompareTo(b.Bucket)
        : string.CompareOrdinal(a.Sku, b.Sku));

    /// <summary>The place of an article.</summary>
    public static ArticleKey Of(string distributor, string sku) => new(distributor, Buckets.Of(sku), sku);
}
