using System.Text.Json.Serialization;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Offers.Listings;

/// <summary>Joins an offer's number in a store with a product: what it is to be sold for, and what the channel has of it. Its offer is computed, never typed.</summary>
public sealed record Listing
{
    /// <summary>Number of the offer, see <see cref="OfferSku"/>.</summary>
    public required string Sku { get; init; }

    /// <summary>GTIN of the product; it never changes.</summary>
    public required string Gtin { get; init; }

    /// <summary>Whether the store's assortment made it; else a person did.</summary>
    public bool IsOfAssortment { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset ListedAt { get; init; }

    /// <summary>When it was delisted, UTC; null while it is listed.</summary>
    public DateTimeOffset? DelistedAt { get; init; }

    /// <summary>Whether it is computed and not sent yet, by a person's wish.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Why a person keeps it back, or null.</summary>
    public string? HoldReason { get; init; }

    /// <summary>What differs from the store's own terms, by a person's wish; null for nothing.</summary>
    public ListingTerms? Terms { get; init; }

    /// <summary>The articles of the catalogue that are the product, as they were last seen.</summary>
    public IReadOnlyList<ListedArticle> Articles { get; init; } = [];

    /// <summary>What is to be offered; null while nothing can be.</summary>
    public Offer? Wanted { get; init; }

    /// <summary>What is wrong with it, or why no piece is offered: the first one is the reason that people see.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    /// <summary>What is on its way to the channel, or null.</summary>
    public SentOffer? Sent { get; init; }

    /// <summary>What the channel has confirmed, or null for nothing.</summary>
    public Offer? Confirmed { get; init; }

    /// <summary>The offer that the channel or a person has refused: not sent again as it is; or null.</summary>
    public Offer? Refused { get; init; }

    /// <summary>Why it was refused, or null.</summary>
    public Issue? Refusal { get; init; }

    /// <summary>Whether the channel has no such product.</summary>
    public bool IsProductMissing { get; init; }

    /// <summary>Why customers cannot buy it there, in the channel's words, as last seen; null when they can, or nobody has looked.</summary>
    public string? Inactivity { get; init; }

    /// <summary>Whether what is wanted may be sent.</summary>
    [JsonIgnore]
    public bool IsSendable => !IsDraft && HoldReason is null && !IsProductMissing && Wanted is not null && Wanted != Refused
        && !Issues.Any(static issue => issue.Severity == Errors.IssueSeverity.Error);

    /// <summary>Whether what is wanted has to be sent: it differs from what was sent, and else from what was confirmed.</summary>
    [JsonIgnore]
    public bool IsDue => IsSendable && Wanted != (Sent?.Offer ?? Confirmed) && !(Wanted!.IsDelete && Sent is null && Confirmed is null);

    /// <summary>How far it is.</summary>
    [JsonIgnore]
    public ListingState State => this switch
    {
        { DelistedAt: not null } => ListingState.Delisted,
        { IsDraft: true } or { Wanted: null } => ListingState.Draft,
        { IsProductMissing: true, HoldReason: null } => ListingState.WaitingForProduct,
        _ when Refused is not null && Refused == Wanted => ListingState.Rejected,
        { IsSendable: false } => ListingState.Held,
        _ when Wanted == Confirmed => ListingState.Live,
        _ => ListingState.WaitingForMarketplace,
    };

    /// <summary>Why it is as it is; null when there is nothing to say.</summary>
    [JsonIgnore]
    public Issue? Reason => State switch
    {
        ListingState.Rejected => Refusal,
        ListingState.WaitingForProduct => new Issue(IssueCodes.OfferNoProduct, null, Gtin),
        ListingState.Held when HoldReason is not null => new Issue(IssueCodes.ListingHeld, null, null).With("reason", HoldReason),
        ListingState.Delisted => null,
        _ => Issues.FirstOrDefault(static issue => issue.Severity == Errors.IssueSeverity.Error) ?? (Issues.Count > 0 ? Issues[0] : null)
            ?? (Inactivity is null ? null : new Issue(IssueCodes.OfferInactive, null, null).With("reason", Inactivity)),
    };

    /// <summary>Its place among the listings of a store: they are kept in buckets.</summary>
    public static int BucketOf(string gtin) => Core.Catalog.Buckets.Of(gtin);
}

/// <summary>How far a listing is, spelled in camel case in JSON.</summary>
public enum ListingState
{
    /// <summary>Not to be offered yet, or nothing can be offered: no cost, no rule.</summary>
    Draft,

    /// <summary>Kept back: by a person, or since the channel would refuse it.</summary>
    Held,

    /// <summary>The channel has no such product yet.</summary>
    WaitingForProduct,

    /// <summary>To be sent, or on its way.</summary>
    WaitingForMarketplace,

    /// <summary>The channel has confirmed what is wanted.</summary>
    Live,

    /// <summary>The channel or a person has refused what is wanted.</summary>
    Rejected,

    /// <summary>Not offered any more.</summary>
    Delisted,
}

/// <summary>An article of a distributor.</summary>
/// <param name="Distributor">Code of the distributor.</param>
/// <param name="Sku">Its number as compared.</param>
public sealed record ListedArticle(string Distributor, string Sku);

/// <summary>An offer on its way.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="ImportId">Our id of its import.</param>
public sealed record SentOffer(Offer Offer, string ImportId);

/// <summary>Terms of one listing; null members are the store's.</summary>
public sealed record ListingTerms
{
    /// <summary>Code of the condition.</summary>
    public string? State { get; init; }

    /// <summary>Days until an order leaves.</summary>
    public int? LeadTime { get; init; }

    /// <summary>Months of warranty.</summary>
    public int? WarrantyMonths { get; init; }

    /// <summary>Where the goods lie.</summary>
    public string? WarehouseLocation { get; init; }

    /// <summary>Code of the logistic class.</summary>
    public string? LogisticClass { get; init; }

    /// <summary>Pieces that are never offered.</summary>
    public int? SafetyStock { get; init; }
}
