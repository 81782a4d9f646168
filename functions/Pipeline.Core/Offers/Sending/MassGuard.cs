using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Core.Offers.Sending;

/// <summary>Holds an export that would zero, delete or reprice too many offers at once. Pure.</summary>
public static class MassGuard
{
    /// <summary>So many offers have to be concerned.</summary>
    public const int Least = 10;

    /// <summary>And more than so many percent of the active ones.</summary>
    public const int Percent = 30;

    /// <summary>A price that moves by more than so many percent counts.</summary>
    public const int PriceMove = 50;

    /// <summary>Judges what is to be sent.</summary>
    /// <param name="due">Listings whose offers are to be sent.</param>
    /// <param name="active">Offers of which the channel has confirmed pieces.</param>
    /// <returns>Why it has to wait for a person; null when it may go.</returns>
    public static Issue? Judge(IReadOnlyCollection<Listing> due, int active) =>
        Find(IssueCodes.OffersMassZero, due.Count(IsZeroed), active)
        ?? Find(IssueCodes.OffersMassDelete, due.Count(static listing => listing is { Confirmed.Quantity: > 0, Wanted.IsDelete: true }), active)
        ?? Find(IssueCodes.OffersMassReprice, due.Count(IsRepriced), active);

    /// <summary>Whether so many offers could be too many, whatever they would become.</summary>
    public static bool MayHold(int due, int active) => due >= Least && due * 100L > active * (long)Percent;

    /// <summary>Whether a listing is one of those that are counted.</summary>
    public static bool Concerns(Listing listing) => IsZeroed(listing) || IsRepriced(listing) || listing is { Confirmed.Quantity: > 0, Wanted.IsDelete: true };

    private static Issue? Find(string code, int count, int active) => MayHold(count, active)
        ? new Issue(code, null, null).With("count", count).With("active", active)
        : null;

    private static bool IsZeroed(Listing listing) => listing is { Confirmed.Quantity: > 0, Wanted: { IsDelete: false, Quantity: 0 } };

    private static bool IsRepriced(Listing listing) => listing is { Confirmed: { IsDelete: false, Price: > 0 }, Wanted.IsDelete: false }
        && Math.Abs(listing.Wanted.Price - listing.Confirmed.Price) * 100 > listing.Confirmed.Price * PriceMove;
}
