namespace Pipeline.Faults.Orders;

/// <summary>An order that a customer places, and how the distributor treats it.</summary>
/// <param name="Reference">The customer's reference and idempotency key; tells the distributor which order it is.</param>
/// <param name="At">When it is placed, from the start.</param>
/// <param name="Fate">What the distributor makes of it.</param>
/// <param name="Quantities">Pieces of each line.</param>
public sealed record CustomerOrder(string Reference, TimeSpan At, OrderFate Fate, IReadOnlyList<int> Quantities)
{
    /// <summary>When it is placed once more with the same key; null for never.</summary>
    public TimeSpan? AgainAt { get; init; }

    /// <summary>Whether the distributor takes the first Order Create and never answers it.</summary>
    public bool IsAnswerLost { get; init; }

    /// <summary>How long the distributor's inquiry does not know an order that it has.</summary>
    public TimeSpan InquiryLag { get; init; }

    /// <summary>What the distributor gets wrong at first, or takes back.</summary>
    public OrderSlip Slip { get; init; }

    /// <summary>Whether no Order Response comes.</summary>
    public bool IsResponseDropped { get; init; }

    /// <summary>When the settings of a misconfigured account are mended; null for never.</summary>
    public TimeSpan? MendedAt { get; init; }

    /// <summary>Whether it waits for a person.</summary>
    public bool IsForPerson => Fate is OrderFate.Misconfigured or OrderFate.TooDear or OrderFate.Unlisted;
}
