using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Reconciliation;

/// <summary>A difference as it is kept from one comparison to the next: found again, it is the same item.</summary>
public sealed record ReconciliationItem
{
    /// <summary>The distributor's code.</summary>
    public required string Distributor { get; init; }

    /// <summary>What it is and what of, with what it was when it was last seen.</summary>
    public required OrderDifference Difference { get; init; }

    /// <summary>Day of the order at the distributor.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When it was first seen, UTC.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen, UTC.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Since when it is so without a break, UTC; null while it is not.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it still stands; null before it has lasted long enough to be a difference.</summary>
    public ReconciliationState? State { get; init; }

    /// <summary>What makes it the same item: distributor, kind, number and line.</summary>
    public string Key => KeyOf(Distributor, Difference);

    /// <summary>Distributor, a dash, and the first 16 hexadecimal digits of the SHA-256 of the key.</summary>
    public string Id => $"{Distributor}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 8))}";

    /// <summary>The key of a difference. One that we have no order for goes by the distributor's number, every other by ours.</summary>
    public static string KeyOf(string distributor, OrderDifference difference)
    {
        (string? first, string? second) = difference.Kind == IssueCodes.MissingHere
            ? (difference.DistributorOrderNumber, difference.PurchaseOrderNumber)
            : (difference.PurchaseOrderNumber, difference.DistributorOrderNumber);
        return $"{distributor}|{difference.Kind}|{first ?? second}|{difference.Line}";
    }

    /// <summary>The item after a difference was found.</summary>
    /// <param name="known">The item as it was, or null.</param>
    /// <param name="distributor">The distributor's code.</param>
    /// <param name="difference">What was found.</param>
    /// <param name="day">Day of the order at the distributor.</param>
    /// <param name="now">The time, UTC.</param>
    public static ReconciliationItem See(ReconciliationItem? known, string distributor, OrderDifference difference, DateOnly day, DateTimeOffset now)
    {
        DateTimeOffset since = difference.Since ?? known?.Since ?? now;
        return new ReconciliationItem
        {
            Distributor = distributor,
            Difference = difference,
            Day = day,
            FirstSeen = known?.FirstSeen ?? now,
            LastSeen = now,
            Since = since,
            State = now - since >= difference.After ? ReconciliationState.Open : known?.State,
        };
    }

    /// <summary>The item after it was looked for and not found; null when nothing is left of it.</summary>
    public ReconciliationItem? Miss() => State is null ? null : this with { State = ReconciliationState.Resolved, Since = null };
}

/// <summary>Whether a difference still stands.</summary>
public enum ReconciliationState
{
    /// <summary>It was found when it was last looked for.</summary>
    Open,

    /// <summary>It is no longer found.</summary>
    Resolved,
}
