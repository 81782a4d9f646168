namespace Pipeline.Partners.Channels.Mirakl.Products;

/// <summary>The categories.</summary>
internal sealed record CategoryList
{
    public IReadOnlyList<MiraklCategory> Hierarchies { get => field ?? []; init; }
}

/// <summary>A category.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Label">Its name.</param>
/// <param name="ParentCode">The code above it; empty or null at the root.</param>
internal sealed record MiraklCategory(string Code, string? Label, string? ParentCode)
{
    public IReadOnlyList<Translation> LabelTranslations { get => field ?? []; init; }
}

/// <summary>A text in one language.</summary>
internal sealed record Translation(string? Locale, string? Value);
