namespace Pipeline.Core.Subscriptions;

/// <summary>Kinds of events.</summary>
public static class EventKind
{
    /// <summary>An entry was written into the timeline of an order.</summary>
    public const string OrderChanged = "order.changed";

    /// <summary>An invoice or credit note, or another version of one, was merged into its order.</summary>
    public const string InvoiceArrived = "invoice.arrived";

    /// <summary>A file or answer changed prices or stock of the catalogue.</summary>
    public const string CatalogChanged = "catalog.changed";

    /// <summary>An execution failed, was refused, or waits for a person.</summary>
    public const string ExecutionFailed = "execution.failed";

    /// <summary>Sent on request, to try an address.</summary>
    public const string Test = "subscription.test";

    /// <summary>All that can be subscribed to.</summary>
    public static IReadOnlyList<string> All { get; } = [OrderChanged, InvoiceArrived, CatalogChanged, ExecutionFailed];
}
