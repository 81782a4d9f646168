using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Functions.Stores;

/// <summary>A listing as answers show it.</summary>
public sealed record ListingView
{
    /// <summary>Number of the offer.</summary>
    public required string Sku { get; init; }

    /// <summary>GTIN of the product.</summary>
    public required string Gtin { get; init; }

    /// <summary>draft, held, waitingForProduct, waitingForMarketplace, live, rejected or delisted.</summary>
    public required ListingState State { get; init; }

    /// <summary>Why it is as it is; null when there is nothing to say.</summary>
    public required ListingReasonView? Reason { get; init; }

    /// <summary>Whether the store's assortment made it; else a person did.</summary>
    public required bool OfAssortment { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>When it was delisted, UTC, or null.</summary>
    public required DateTimeOffset? DelistedAt { get; init; }

    /// <summary>What differs from the store's terms, or null.</summary>
    public required ListingTerms? Terms { get; init; }

    /// <summary>The articles that are the product.</summary>
    public required IReadOnlyList<ListedArticle> Articles { get; init; }

    /// <summary>What is to be offered, or null.</summary>
    public required Offer? Wanted { get; init; }

    /// <summary>What is on its way, or null.</summary>
    public required Offer? Sent { get; init; }

    /// <summary>The import that it is on its way with, or null.</summary>
    public required string? ImportId { get; init; }

    /// <summary>What the channel has confirmed, or null.</summary>
    public required Offer? Confirmed { get; init; }

    /// <summary>Why customers cannot buy it there, in the channel's words; or null.</summary>
    public required string? Inactivity { get; init; }

    internal static ListingView Of(Listing listing) => new()
    {
        Sku = listing.Sku,
        Gtin = listing.Gtin,
        State = listing.State,
        Reason = listing.Reason is { } reason ? ListingReasonView.Of(reason) : null,
        OfAssortment = listing.IsOfAssortment,
        ListedAt = listing.ListedAt,
        DelistedAt = listing.DelistedAt,
        Terms = listing.Terms,
        Articles = listing.Articles,
        Wanted = listing.Wanted,
        Sent = listing.Sent?.Offer,
        ImportId = listing.Sent?.ImportId,
        Confirmed = listing.Confirmed,
        Inactivity = listing.Inactivity,
    };
}

/// <summary>Why a listing is as it is.</summary>
/// <param name="Code">Stable code; <c>/errors/{code}</c> explains it.</param>
/// <param name="Text">The offending text, or null.</param>
/// <param name="Cause">What is wrong, in a sentence.</param>
/// <param name="Remedy">What to do about it, in a sentence.</param>
public sealed record ListingReasonView(string Code, string? Text, string Cause, string Remedy)
{
    internal static ListingReasonView Of(Issue issue) => new(issue.Code, issue.Text, issue.Cause, issue.Remedy);
}

/// <summary>What a caller wants of a listing; absent members stay as they are. Unknown members are refused.</summary>
[System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow)]
public sealed record ListingBody
{
    /// <summary>GTIN of the product; needed for a number that is not known yet.</summary>
    public string? Gtin { get; init; }

    /// <summary>Whether it is computed and not sent.</summary>
    public bool? Draft { get; init; }

    /// <summary>Why it is kept back; empty to let it go.</summary>
    public string? Hold { get; init; }

    /// <summary>What differs from the store's terms, all of it.</summary>
    public ListingTerms? Terms { get; init; }
}
