using System.Text.Json.Serialization;

namespace Pipeline.Functions.Invoices;

/// <summary>What is decided about the differences of an invoice. Unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record InvoiceDecisionBody
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonLimit = 500;

    /// <summary>True, or absent, to accept what differs; false to withdraw that.</summary>
    public bool? Accepted { get; init; }

    /// <summary>Why, 1 to 500 characters.</summary>
    public string? Reason { get; init; }
}
