namespace Pipeline.Core.Offers.Listings;

/// <summary>Listings of a store that are kept together: those whose GTIN falls into one bucket, by GTIN.</summary>
/// <param name="Number">Number of the bucket.</param>
/// <param name="Listings">The listings, none twice.</param>
public sealed record ListingBucket(int Number, IReadOnlyDictionary<string, Listing> Listings)
{
    /// <summary>What it was read at, opaque; null for one that is not stored.</summary>
    public string? Version { get; init; }

    /// <summary>One without listings.</summary>
    public static ListingBucket Empty(int number) => new(number, new Dictionary<string, Listing>());

    /// <summary>What of it people and flows count.</summary>
    public ListingCounts Count()
    {
        ListingCounts counts = new();
        foreach (Listing listing in Listings.Values)
        {
            counts.ByState[(int)listing.State]++;
            counts.Due += listing.IsDue ? 1 : 0;
            counts.Active += listing.Confirmed is { IsDelete: false, Quantity: > 0 } ? 1 : 0;
            counts.Sent += listing.Sent is null ? 0 : 1;
        }

        return counts;
    }

    /// <summary>The same with some listings in place of those of their GTINs.</summary>
    public ListingBucket With(IEnumerable<Listing> changed)
    {
        Dictionary<string, Listing> all = new(Listings, StringComparer.Ordinal);
        foreach (Listing listing in changed)
        {
            all[listing.Gtin] = listing;
        }

        return this with { Listings = all };
    }
}

/// <summary>Numbers of listings.</summary>
public sealed record ListingCounts
{
    /// <summary>Listings by their state.</summary>
    public int[] ByState { get; init; } = new int[Enum.GetValues<ListingState>().Length];

    /// <summary>Those whose offer has to be sent.</summary>
    public int Due { get; set; }

    /// <summary>Those of which the channel has confirmed pieces.</summary>
    public int Active { get; set; }

    /// <summary>Those on their way.</summary>
    public int Sent { get; set; }

    /// <summary>All of them.</summary>
    public int Total => ByState.Sum();

    /// <summary>Those in a state.</summary>
    public int Of(ListingState state) => ByState[(int)state];

    /// <summary>The sum of two.</summary>
    public ListingCounts Plus(ListingCounts other) => new()
    {
        ByState = [.. ByState.Zip(other.ByState, static (one, two) => one + two)],
        Due = Due + other.Due,
        Active = Active + other.Active,
        Sent = Sent + other.Sent,
    };
}
