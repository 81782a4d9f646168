namespace Pipeline.Partners.Channels.Mirakl.Platform;

/// <summary>How the shop stands at its operator.</summary>
internal sealed record ShopAccount
{
    /// <summary>State in which customers see the shop.</summary>
    public const string Open = "OPEN";

    public string? ShopId { get; init; }

    public string? ShopName { get; init; }

    /// <summary><c>OPEN</c>, <c>CLOSE</c>, <c>SUSPENDED</c>, <c>TERMINATED</c>, or a word that is new.</summary>
    public string? ShopState { get; init; }

    public string? SuspensionType { get; init; }

    public string? CurrencyIsoCode { get; init; }

    /// <summary>Codes of the sales channels on which the shop sells.</summary>
    public IReadOnlyList<string> Channels { get => field ?? []; init; }

    /// <summary>Seconds until orders are accepted, on average.</summary>
    public long? ApprovalDelay { get; init; }

    /// <summary>Share of accepted orders in percent.</summary>
    public decimal? ApprovalRate { get; init; }

    /// <summary>Seconds until messages are answered, on average.</summary>
    public long? OrderMessagesResponseDelay { get; init; }

    /// <summary>Rating by customers.</summary>
    public decimal? Grade { get; init; }

    public DateTimeOffset? ClosedFrom { get; init; }

    public DateTimeOffset? ClosedTo { get; init; }

    public bool? FreeShipping { get; init; }

    /// <summary>Offers of the shop.</summary>
    public long? OffersCount { get; init; }
}
