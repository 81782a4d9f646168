namespace Pipeline.Simulators.Intcomex.Products;

/// <summary>The products of the house, in a fixed order; also those that the customer may not see.</summary>
public abstract class ProductList
{
    /// <summary>
    /// Seven products that Ingram Micro's sample files also have, some cheaper here and some dearer, and products of all
    /// types that only Intcomex has.
    /// </summary>
    public static ProductList Samples { get; } = new FixedList(SampleProducts.All);

    /// <summary>All of them; what is generated is made while it is read.</summary>
    public abstract IEnumerable<IwsProduct> All { get; }

    /// <summary>These products only.</summary>
    public static ProductList Of(params IReadOnlyList<IwsProduct> products) => new FixedList(products);

    /// <summary>The samples, and generated ones until the customer may see <paramref name="count"/>; always the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 100,000, or fewer than the samples.</exception>
    public static ProductList Generated(int count) => new GeneratedProducts(count);

    /// <summary>The product with a Sku, without regard to case, or null.</summary>
    public abstract IwsProduct? Find(string sku);

    private sealed class FixedList(IReadOnlyList<IwsProduct> products) : ProductList
    {
        private readonly Dictionary<string, IwsProduct> bySku = products.ToDictionary(product => product.Sku, StringComparer.OrdinalIgnoreCase);

        public override IEnumerable<IwsProduct> All => products;

        public override IwsProduct? Find(string sku) => bySku.GetValueOrDefault(sku);
    }
}
