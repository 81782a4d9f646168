namespace Pipeline.Partners.Channels.Mirakl.Products;

/// <summary>Whether a product of ours is live.</summary>
internal sealed record ProductState
{
    /// <summary>Our number.</summary>
    public string? ProviderUniqueIdentifier { get; init; }

    public IReadOnlyList<UniqueIdentifier> UniqueIdentifiers { get => field ?? []; init; }

    /// <summary><c>LIVE</c> or <c>NOT_LIVE</c>.</summary>
    public string? Status { get; init; }

    public IReadOnlyList<ProductError> Errors { get => field ?? []; init; }

    public IReadOnlyList<ProductWarning> Warnings { get => field ?? []; init; }

    public bool IsLive => Status == "LIVE";
}

internal sealed record UniqueIdentifier(string? Code, string? Value);

/// <summary>Why a product is not live.</summary>
internal sealed record ProductError(string Code, string? Message)
{
    public IReadOnlyList<string> Channels { get => field ?? []; init; }

    public RejectionDetails? RejectionDetails { get; init; }

    public IReadOnlyList<ProductWarning> IntegrationDetails { get => field ?? []; init; }
}

internal sealed record RejectionDetails(string? ReasonCode, string? ReasonLabel, string? Message);

/// <summary>Something about an attribute.</summary>
internal sealed record ProductWarning(string? AttributeCode, string? Code, string? Message);
