using System.Text.Json.Serialization;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Storage.Offers;

/// <summary>How listings are spelled in their rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(KeptListing[]), TypeInfoPropertyName = "KeptArray")]
[JsonSerializable(typeof(Offer[]), TypeInfoPropertyName = "OfferArray")]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(ListingChange))]
internal sealed partial class ListingJson : JsonSerializerContext;

/// <summary>A listing in its row. Most are confirmed as they are wanted, and that is said once.</summary>
internal sealed record KeptListing(Listing Listing, bool IsAsWanted)
{
    public static KeptListing Of(Listing listing) => listing.Confirmed is not null && listing.Confirmed == listing.Wanted
        ? new KeptListing(listing with { Confirmed = null }, IsAsWanted: true)
        : new KeptListing(listing, IsAsWanted: false);

    public Listing Whole() => IsAsWanted ? Listing with { Confirmed = Listing.Wanted } : Listing;
}
