namespace Pipeline.Partners.Content.Icecat;

/// <summary>Where Icecat is, and who we are there.</summary>
internal sealed record IcecatAccount
{
    /// <summary>Address of the product service.</summary>
    public Uri Url { get; init; } = new("https://live.icecat.biz/api");

    /// <summary>Name of the account.</summary>
    public required string ShopName { get; init; }

    /// <summary>Token that stands in for a list of addresses, or null.</summary>
    public string? ApiToken { get; init; }

    /// <summary>Token for images, or null.</summary>
    public string? ContentToken { get; init; }

    /// <summary>Key of full accounts, or null.</summary>
    public string? AppKey { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Url.ToString();
}
