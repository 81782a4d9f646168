namespace Pipeline.Core.Catalog.Facts;

/// <summary>Kinds of facts; a feed carries one or several.</summary>
[Flags]
public enum FactKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>What an article is.</summary>
    Product = 1,

    /// <summary>What it costs.</summary>
    Price = 1 << 1,

    /// <summary>How many there are, and when more come.</summary>
    Stock = 1 << 2,

    /// <summary>The tree of categories.</summary>
    Category = 1 << 3,

    /// <summary>Images and specifications.</summary>
    Content = 1 << 4,
}
