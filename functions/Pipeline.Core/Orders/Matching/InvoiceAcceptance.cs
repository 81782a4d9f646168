using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Matching;

/// <summary>Lets a person accept what an invoice differs in, or withdraw that. Each command may be repeated.</summary>
/// <remarks>A new version of the invoice, or another difference, is judged anew: then nobody has decided.</remarks>
public sealed class InvoiceAcceptance(IInvoiceStore invoices, TimeProvider clock)
{
    /// <summary>Decides about an invoice.</summary>
    /// <param name="id">Our id of the invoice.</param>
    /// <param name="isAccepted">True to accept what differs, false to withdraw that.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up; it may have been decided.</param>
    public async Task<InvoiceAcceptanceResult> DecideAsync(string id, bool isAccepted, string by, string reason, CancellationToken cancellationToken)
    {
        if (await invoices.FindAsync(id, cancellationToken) is not { } record)
        {
            return new InvoiceAcceptanceResult(null, new Issue(IssueCodes.InvoiceUnknown, null, id));
        }

        if (record.Differences.Count == 0 || (!isAccepted && record.Decision is not { IsAccepted: true }))
        {
            return new InvoiceAcceptanceResult(record, new Issue(record.Differences.Count == 0 ? IssueCodes.InvoiceMatches : IssueCodes.InvoiceNotAccepted, null, id));
        }

        if (record.Decision?.IsAccepted != isAccepted)
        {
            DateTimeOffset now = clock.GetUtcNow();
            record = record with { Decision = new InvoiceDecision(isAccepted, by, now, reason), ChangedAt = now };
            _ = await invoices.PutAsync(record, cancellationToken);
        }

        return new InvoiceAcceptanceResult(record, null);
    }
}

/// <summary>What became of a decision about an invoice.</summary>
/// <param name="Record">The invoice now; null when there is none.</param>
/// <param name="Refusal">Why nothing was changed, or null.</param>
public sealed record InvoiceAcceptanceResult(InvoiceRecord? Record, Issue? Refusal);
