using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;

namespace Pipeline.Core.Orders.Records;

/// <summary>An invoice or credit note as an ERP takes it over.</summary>
public sealed record InvoiceRecord
{
    /// <summary>Our id: the same for every version of the same document, usable in a path. See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Who sent it.</summary>
    public required string Distributor { get; init; }

    /// <summary>What it says: the latest version.</summary>
    public required Invoice Invoice { get; init; }

    /// <summary>The sales orders it bills.</summary>
    public required IReadOnlyList<string> OrderIds { get; init; }

    /// <summary>Differences between order, delivery and invoice beyond the tolerances; when there are any, do not post it.</summary>
    public required IReadOnlyList<Issue> Differences { get; init; }

    /// <summary>What a person decided about these differences; null while nobody has.</summary>
    public InvoiceDecision? Decision { get; init; }

    /// <summary>Whether it may be posted: nothing differs, or a person has accepted what does.</summary>
    public bool IsPostable => (Differences.Count == 0 || Decision is { IsAccepted: true }) && Invoice.Kind is not InvoiceKind.Unknown;

    /// <summary>The raw message, or null.</summary>
    public string? ExchangeId { get; init; }

    /// <summary>When this version was stored, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>
    /// This record where another one is stored already: what a person decided stays as long as the invoice says the same and
    /// differs in the same, and so does the raw message.
    /// </summary>
    public InvoiceRecord Beside(InvoiceRecord? stored)
    {
        bool isJudgedTheSame = stored is not null && stored.Invoice.Fingerprint() == Invoice.Fingerprint() && stored.Differences.SequenceEqual(Differences);
        return this with { ExchangeId = ExchangeId ?? stored?.ExchangeId, Decision = Decision ?? (isJudgedTheSame ? stored!.Decision : null) };
    }

    /// <summary>The id of a distributor's invoice.</summary>
    /// <returns>Distributor, a dash, and the first 16 hexadecimal digits of the SHA-256 of account and number.</returns>
    public static string IdOf(string distributor, Invoice invoice)
    {
        byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(invoice.DocumentKey));
        return $"{distributor}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }
}

/// <summary>What a person decided about the differences of an invoice.</summary>
/// <param name="IsAccepted">Whether it may be posted all the same; false when an earlier acceptance was withdrawn.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record InvoiceDecision(bool IsAccepted, string By, DateTimeOffset At, string Reason);
