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

    /// <summary>The raw message, or null.</summary>
    public string? ExchangeId { get; init; }

    /// <summary>When this version was stored, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The id of a distributor's invoice.</summary>
    /// <returns>Distributor, a dash, and the first 16 hexadecimal digits of the SHA-256 of account and number.</returns>
    public static string IdOf(string distributor, Invoice invoice)
    {
        byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(invoice.DocumentKey));
        return $"{distributor}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }
}
