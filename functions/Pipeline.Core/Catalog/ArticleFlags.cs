namespace Pipeline.Core.Catalog;

/// <summary>What a price file says of an article beside its figures.</summary>
public sealed record ArticleFlags
{
    /// <summary>The distributor has given the article up: sell what is in stock, order nothing back.</summary>
    public bool Discontinued { get; init; }

    /// <summary>Licence or electronic delivery: there is no parcel.</summary>
    public bool License { get; init; }

    /// <summary>Drop-shipped or made to order; not backed by stock.</summary>
    public bool DirectOrder { get; init; }

    /// <summary>Article to order instead, as compared, or null.</summary>
    public string? Substitute { get; init; }

    /// <summary>Article that this one replaced, as compared, or null.</summary>
    public string? Supersedes { get; init; }

    /// <summary>A bundle of other articles.</summary>
    public bool Bundle { get; init; }

    /// <summary>A warranty, not a thing.</summary>
    public bool Warranty { get; init; }

    /// <summary>New in the distributor's range.</summary>
    public bool New { get; init; }
}
