using Pipeline.Core.Orders.Messages;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Merges a message and writes what it changed into the timeline.</summary>
internal static class OrderMergeNotes
{
    /// <summary>Code of a correction: the distributor has changed a document that stands for goods or money.</summary>
    public const string Corrected = "CORRECTED";

    /// <summary>Merges. A message that says nothing new leaves no entry, so doing it again adds none.</summary>
    public static MergeOutcome Merge(OrderChange change, OrderMessage message, string? exchangeId)
    {
        HashSet<OrderFinding> known = [.. Findings(change.Record)];
        MergeOutcome outcome = OrderMerging.Apply(change, message);
        if (outcome is not (MergeOutcome.Added or MergeOutcome.Corrected))
        {
            return outcome;
        }

        // Snapshots follow one another; a second despatch advice or invoice of the same number does not.
        bool isCorrection = outcome == MergeOutcome.Corrected && message is not OrderStatus;
        List<OrderFinding> found = [.. Findings(change.Record).Where(finding => !known.Contains(finding))];
        string text = (isCorrection ? "Correction: " : string.Empty) + MessageSummary.Of(message);
        if (found.Count > 0)
        {
            text += $" Look at: {string.Join("; ", found.Take(3))}.";
        }

        change.Note(
            MessageSummary.StepOf(message), text, exchangeId,
            isCorrection ? Corrected : found.Count > 0 ? found[0].Code : MessageSummary.CodeOf(message));
        return outcome;
    }

    private static IEnumerable<OrderFinding> Findings(OrderRecord record) =>
        record.Order.PurchaseOrders.SelectMany(order => order.Progress().Findings)
            .Where(finding => finding.Code != ProgressCodes.LineUnmatched);
}
