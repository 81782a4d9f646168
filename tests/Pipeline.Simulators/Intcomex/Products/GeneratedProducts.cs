using System.Globalization;

namespace Pipeline.Simulators.Intcomex.Products;

/// <summary>Products that are a function of their place: nothing is kept.</summary>
internal sealed class GeneratedProducts : ProductList
{
    private const int Most = 100_000;

    private readonly int made;

    public GeneratedProducts(int count)
    {
        int visible = SampleProducts.All.Count(product => product.IsAuthorised && product.IsActive);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, visible);
        made = count - visible;
    }

    public override IEnumerable<IwsProduct> All => SampleProducts.All.Concat(Enumerable.Range(0, made).Select(Make));

    public override IwsProduct? Find(string sku) =>
        Samples.Find(sku) ?? (Place(sku) is { } place && place < made ? Make(place) : null);

    // GN, three digits, GEN, two digits.
    private static int? Place(string sku) =>
        sku.Length == 10 && sku.StartsWith("GN", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(string.Concat(sku.AsSpan(2, 3), sku.AsSpan(8, 2)), NumberStyles.None, CultureInfo.InvariantCulture, out int place)
            ? place
            : null;

    private static IwsProduct Make(int place)
    {
        string number = place.ToString("D5", CultureInfo.InvariantCulture);
        bool isEsd = place % 50 == 7;
        bool hasImages = place % 4 != 3;
        string brand = SampleProducts.Brands[place % SampleProducts.Brands.Count];
        return new IwsProduct
        {
            Sku = $"GN{number[..3]}GEN{number[3..]}",
            Mpn = $"GEN-{number}",
            Brand = brand,
            Category = SampleProducts.Categories[place % SampleProducts.Categories.Count],
            Description = $"{brand} G{number} - Artículo de prueba - Negro",
            English = $"{brand} G{number} - Test article - Black",
            Type = isEsd ? IwsProduct.Downloadable : IwsProduct.Physical,
            Upc = isEsd ? null : Gtin(place),
            UnitPrice = 5 + (place * 37 % 99_991 / 100m),
            Stock = isEsd ? 0 : place * 31 % 401,
            ShownAtMost = place % 10 == 4 ? 20 : null,
            Locations = place % 10 is 1 or 2 ? SampleProducts.Locations : null,
            Weight = isEsd ? null : 0.5m + (place % 40),
            Images = hasImages ? [($"https://images.example.invalid/generated/{number}%20front.jpg", place % 3 != 0)] : [],
            Specifications = [("General / Color", "Negro"), ("Garantía / Plazo", "1 año")],
        };
    }

    private static string Gtin(int place)
    {
        string digits = $"21{place:D10}";
        int sum = digits.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum();
        return string.Create(CultureInfo.InvariantCulture, $"{digits}{(10 - (sum % 10)) % 10}");
    }
}
