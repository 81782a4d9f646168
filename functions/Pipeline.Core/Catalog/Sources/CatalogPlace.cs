namespace Pipeline.Core.Catalog.Sources;

/// <summary>An article's place in the order of the catalogue: by distributor, then bucket, then number as compared.</summary>
/// <param name="Distributor">The distributor's code.</param>
/// <param name="Bucket">The bucket of the number (<see cref="Buckets"/>).</param>
/// <param name="Sku">The number as compared.</param>
public readonly record struct CatalogPlace(string Distributor, int Bucket, string Sku)
{
    /// <summary>That order.</summary>
    public static IComparer<CatalogPlace> Order { get; } = Comparer<CatalogPlace>.Create(static (a, b) =>
        string.CompareOrdinal(a.Distributor, b.Distributor) is not 0 and int byDistributor ? byDistributor
        : a.Bucket != b.Bucket ? a.Bucket.CompareTo(b.Bucket)
        : string.CompareOrdinal(a.Sku, b.Sku));

    /// <summary>The place of an article.</summary>
    public static CatalogPlace Of(string distributor, string sku) => new(distributor, Buckets.Of(sku), sku);
}
