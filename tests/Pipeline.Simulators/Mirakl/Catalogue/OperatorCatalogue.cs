using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Mirakl.Catalogue;

/// <summary>The operator's categories, attributes, value lists and products. For one thread at a time.</summary>
internal sealed class OperatorCatalogue
{
    private readonly Dictionary<string, CatalogueProduct> products = [];
    private readonly Dictionary<string, CatalogueProduct> skus = [];
    private readonly Dictionary<(long Shop, string Sku), CatalogueProduct> shopSkus = [];

    public OperatorCatalogue(bool hasSampleProducts) => Reset(hasSampleProducts);

    /// <summary>Items of H11.</summary>
    public IReadOnlyList<JsonObject> Hierarchies { get; set; } = [];

    /// <summary>Items of PM11.</summary>
    public IReadOnlyList<JsonObject> Attributes { get; set; } = [];

    /// <summary>Items of VL11.</summary>
    public IReadOnlyList<JsonObject> ValueLists { get; set; } = [];

    /// <summary>Takes the samples again.</summary>
    public void Reset(bool hasSampleProducts)
    {
        Hierarchies = Items("hierarchies-h11.json", "hierarchies");
        Attributes = Items("attributes-pm11.json", "attributes");
        ValueLists = Items("value-lists-vl11.json", "values_lists");
        products.Clear();
        skus.Clear();
        shopSkus.Clear();
        if (hasSampleProducts)
        {
            CsvTable table = CsvTable.Read(Sample("products.csv"));
            int Column(string name) => table.Header.ToList().IndexOf(name);
            foreach (CsvRow row in table.Rows)
            {
                Add(row.Fields[Column("EAN")], row.Fields[Column("Category")], row.Fields[Column("title-fr_FR")], row.Fields[Column("Brand")]);
            }
        }
    }

    /// <summary>Adds a product, or gives the one that has this EAN.</summary>
    public CatalogueProduct Add(string ean, string category, string title, string brand)
    {
        if (ByEan(ean) is { } known)
        {
            return known;
        }

        int number = products.Count;
        string sku = skus.ContainsKey($"PX{ean[^6..]}") ? $"PX{ean}" : $"PX{ean[^6..]}";
        CatalogueProduct product = new(sku, ean, category, title, brand)
        {
            Rivals = number % 2 == 0 ? [] : [new RivalOffer(800_000 + number, "Boutique Voisine", 40 + (7 * number), 12)],
        };
        return products[ean] = skus[sku] = product;
    }

    /// <summary>Lets a shop name a product by its own SKU.</summary>
    public void Name(CatalogueProduct product, long shop, string sku) => shopSkus[(shop, sku)] = product;

    public CatalogueProduct? ByEan(string ean) => products.GetValueOrDefault(ean);

    /// <summary>A product by the number and its type: EAN, SKU of the operator, or SKU of the shop.</summary>
    public CatalogueProduct? Find(long shop, string type, string id) => type switch
    {
        "EAN" => ByEan(id),
        "SKU" => skus.GetValueOrDefault(id),
        "SHOP_SKU" => shopSkus.GetValueOrDefault((shop, id)),
        _ => null,
    };

    public bool HasCategory(string code) => Hierarchies.Any(item => Code(item) == code);

    public bool IsLeaf(string code) => HasCategory(code) && Hierarchies.All(item => Parent(item) != code);

    public string CategoryLabel(string code) => Hierarchies.FirstOrDefault(item => Code(item) == code)?["label"]?.GetValue<string>() ?? code;

    /// <summary>A category and those above it, from the category up.</summary>
    public IEnumerable<string> Line(string code)
    {
        for (string? at = code; at is { Length: > 0 };)
        {
            yield return at;
            at = Hierarchies.FirstOrDefault(item => Code(item) == at) is { } found ? Parent(found) : null;
        }
    }

    /// <summary>A category and those below it, with how many levels below it they are.</summary>
    public IEnumerable<(JsonObject Item, int Below)> Tree(string code)
    {
        foreach (JsonObject item in Hierarchies)
        {
            int below = Line(Code(item)).ToList().IndexOf(code);
            if (below >= 0)
            {
                yield return (item, below);
            }
        }
    }

    /// <summary>The attributes of a leaf: common, inherited and own ones.</summary>
    public IEnumerable<ProductAttribute> AttributesOf(string category)
    {
        HashSet<string> line = [.. Line(category), string.Empty];
        return Attributes.Select(item => new ProductAttribute(item)).Where(attribute => line.Contains(attribute.HierarchyCode) && attribute.Level != "DISABLED");
    }

    /// <summary>The attribute that has a role, for example <c>SHOP_SKU</c>; null: none has.</summary>
    public string? CodeOf(string role) => Attributes.Select(item => new ProductAttribute(item)).FirstOrDefault(attribute => attribute.Role == role)?.Code;

    /// <summary>The codes of a value list.</summary>
    public IReadOnlySet<string> ValuesOf(string list) => ValueLists.Where(item => Code(item) == list)
        .SelectMany(item => item["values"]!.AsArray()).Select(value => value!["code"]!.GetValue<string>()).ToHashSet();

    public static string Code(JsonObject item) => item["code"]!.GetValue<string>();

    public static string Parent(JsonObject item) => item["parent_code"]?.GetValue<string>() ?? string.Empty;

    /// <summary>A sample file of the tenant.</summary>
    public static byte[] Sample(string name)
    {
        using Stream stream = typeof(OperatorCatalogue).Assembly.GetManifestResourceStream($"samples/mirakl/{name}")
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No sample {name}."));
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static List<JsonObject> Items(string file, string name) => [.. JsonNode.Parse(Sample(file))![name]!.AsArray().Select(item => item!.AsObject())];
}
