using System.Collections.Frozen;

namespace Pipeline.Partners.Channels.Mirakl.Products;

/// <summary>What an operator calls things: categories, their attributes, the values of lists.</summary>
internal sealed class ProductVocabulary
{
    private readonly FrozenDictionary<string, MiraklCategory> categories;
    private readonly FrozenSet<string> parents;
    private readonly ILookup<string, MiraklAttribute> attributes;
    private readonly FrozenDictionary<string, FrozenSet<string>> values;

    /// <summary>Puts the lists together; entries without a code are left out, and of two with one code the last one counts.</summary>
    public ProductVocabulary(CategoryList categories, AttributeList attributes, ValueLists values)
    {
        this.categories = categories.Hierarchies.Where(static one => one.Code is not null).GroupBy(static one => one.Code).ToFrozenDictionary(
            static same => same.Key, static same => same.Last(), StringComparer.Ordinal);
        parents = categories.Hierarchies.Select(static one => one.ParentCode).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        this.attributes = attributes.Attributes.Where(static one => one.Code is not null && !one.IsDisabled)
            .ToLookup(static one => one.HierarchyCode ?? string.Empty, StringComparer.Ordinal);
        this.values = values.Lists.Where(static list => list.Code is not null).GroupBy(static list => list.Code).ToFrozenDictionary(
            static same => same.Key, static same => same.SelectMany(static list => list.Values).Select(static value => value.Code).OfType<string>().ToFrozenSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>What separates the values of one cell.</summary>
    public string ValuesSeparator { get; init; } = "|";

    /// <summary>Sales channels of the store; attributes of others do not matter. None: all matter.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Whether there is a category of this code.</summary>
    public bool HasCategory(string code) => categories.ContainsKey(code);

    /// <summary>Whether no category is below it.</summary>
    public bool IsLeaf(string code) => HasCategory(code) && !parents.Contains(code);

    /// <summary>A category and those above it, the topmost last.</summary>
    public IEnumerable<MiraklCategory> Above(string code)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (string? at = code; at is { Length: > 0 } && seen.Add(at) && categories.TryGetValue(at, out MiraklCategory? category); at = category.ParentCode)
        {
            yield return category;
        }
    }

    /// <summary>The attributes that a product of a category has: those of all products, and of every level down to its own.</summary>
    public IReadOnlyList<MiraklAttribute> AttributesOf(string category) =>
    [
        .. attributes[string.Empty],
        .. Above(category).Reverse().SelectMany(level => attributes[level.Code]),
    ];

    /// <summary>The attribute with a role, whatever it is called; null when none has it.</summary>
    public MiraklAttribute? WithRole(string role) => attributes[string.Empty].FirstOrDefault(attribute => attribute.Is(role))
        ?? attributes.SelectMany(static level => level).FirstOrDefault(attribute => attribute.Is(role));

    /// <summary>Whether there is an attribute of this code anywhere.</summary>
    public bool HasAttribute(string code) => attributes.Any(level => level.Any(attribute => attribute.Code == code));

    /// <summary>Whether an attribute counts in the store's sales channels.</summary>
    public bool Applies(MiraklAttribute attribute) =>
        Channels.Count == 0 || attribute.Channels.Count == 0 || attribute.Channels.Any(channel => channel.Code is { } code && Channels.Contains(code));

    /// <summary>The codes of the values that an attribute may have; null when its list is not known.</summary>
    public IReadOnlySet<string>? ValuesOf(MiraklAttribute attribute) => values.GetValueOrDefault(attribute.Parameter("LIST_CODE") ?? attribute.Code);
}

/// <summary>A product as it is sent: the operator's columns, each with its value.</summary>
/// <param name="Sku">Our number.</param>
/// <param name="Values">Values by the codes of attributes.</param>
internal sealed record ProductSheet(string Sku, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Maker's part number, which its title must not hold; or null.</summary>
    public string? PartNumber { get; init; }

    /// <summary>The maker's name as people write it, which its title must not hold; or null.</summary>
    public string? BrandName { get; init; }

    /// <summary>A value; null when it is blank.</summary>
    public string? Value(string? attribute) => attribute is not null && Values.TryGetValue(attribute, out string? value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}
