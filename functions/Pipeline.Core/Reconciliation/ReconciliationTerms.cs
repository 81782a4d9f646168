namespace Pipeline.Core.Reconciliation;

/// <summary>How a distributor's list of orders is compared with ours.</summary>
public sealed record ReconciliationTerms
{
    /// <summary>When: NCRONTAB expression of six fields, seconds first; daily in the night.</summary>
    public string Schedule { get; init; } = "0 15 3 * * *";

    /// <summary>Days that are compared each time, today included; 7.</summary>
    public int Days { get; init; } = 7;

    /// <summary>How long an invoiced order may be without an invoice; 48 hours.</summary>
    public TimeSpan InvoiceAfter { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How long an order may be on hold; 24 hours.</summary>
    public TimeSpan HoldAfter { get; init; } = TimeSpan.FromHours(24);
}
