namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>Where Intcomex Web Services are, and who we are there.</summary>
internal sealed record IwsAccount
{
    /// <summary>Address with the version, ending in a slash: <c>https://intcomex-test.apigee.net/v1/</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>Our public key.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Our private key; it is signed with and never sent.</summary>
    public required string AccessKey { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Url.ToString();
}
