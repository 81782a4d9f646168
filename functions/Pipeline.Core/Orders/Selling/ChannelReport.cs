using Pipeline.Core.Issues;

namespace Pipeline.Core.Orders.Selling;

/// <summary>One thing that a channel has to be told about an order: intent, effect and outcome.</summary>
public sealed record ChannelReport
{
    /// <summary>What it says.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>Its name in the order, for example <c>tracking</c> or <c>refund-17</c>; there are no two of one key.</summary>
    public required string Key { get; init; }

    /// <summary>How far it is.</summary>
    public ReportState State { get; init; }

    /// <summary>Since when it is due, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Time of the latest intent to send, UTC; stored before the channel is called. Or null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the channel was known to have it, UTC, or null.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What shows that the channel has it: its id of it, or a sentence; or null.</summary>
    public string? Evidence { get; init; }

    /// <summary>Exchanges about it; the latest ten.</summary>
    public required IReadOnlyList<string> ExchangeIds { get; init; }

    /// <summary>Not to be sent or asked about before, UTC; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The pause that led to <see cref="NotBefore"/>, or null.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>What went wrong last, or null.</summary>
    public Issue? Problem { get; init; }

    /// <summary>The lines it is about, or null.</summary>
    public IReadOnlyList<ReportLine>? Lines { get; init; }

    /// <summary>What has left, or null.</summary>
    public IReadOnlyList<ReportParcel>? Parcels { get; init; }

    /// <summary>The document; null of one that is still awaited, and of other kinds.</summary>
    public ReportDocument? Document { get; init; }

    /// <summary>Reason of a cancellation or refund, in the channel's code; or null.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 of the command that asked for it, or null.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Whether it belongs to the delivery: an order is complete only when all of those are done.</summary>
    public bool IsDuty => Kind is ReportKind.Acceptance or ReportKind.Tracking or ReportKind.Document or ReportKind.Shipped;

    /// <summary>Key of the tracking that belongs to the report of a shipment that has left.</summary>
    public static string TrackingOf(string shippedKey) => $"tracking{shippedKey["shipped".Length..]}";

    /// <summary>Whether something is still to be done about it.</summary>
    public bool IsOpen => State is ReportState.Due or ReportState.Sending;
}

/// <summary>What a report says.</summary>
public enum ReportKind
{
    /// <summary>Which lines are accepted, which refused.</summary>
    Acceptance,

    /// <summary>Carrier and number of what has left.</summary>
    Tracking,

    /// <summary>A document, for example the invoice.</summary>
    Document,

    /// <summary>That it has left.</summary>
    Shipped,

    /// <summary>That lines are cancelled.</summary>
    Cancellation,

    /// <summary>That money is paid back.</summary>
    Refund,
}

/// <summary>How far a report is.</summary>
public enum ReportState
{
    /// <summary>To be sent when its turn has come.</summary>
    Due,

    /// <summary>The intent is stored: it may have been sent, and its outcome is not known.</summary>
    Sending,

    /// <summary>The channel has it.</summary>
    Done,

    /// <summary>The channel has refused it: a person's task.</summary>
    Failed,
}

/// <summary>A line in a report.</summary>
/// <param name="LineId">The channel's id of it.</param>
/// <param name="Quantity">Pieces.</param>
public sealed record ReportLine(string LineId, int Quantity)
{
    /// <summary>Whether it is accepted; null where that is not what is reported.</summary>
    public bool? IsAccepted { get; init; }

    /// <summary>What is paid back of the price, or null.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What is paid back of the shipping, or null.</summary>
    public decimal? Shipping { get; init; }

    /// <summary>The taxes of <see cref="Amount"/>, or null.</summary>
    public IReadOnlyList<ChannelTax>? Taxes { get; init; }
}

/// <summary>What has left.</summary>
/// <param name="Carrier">The carrier as the distributor calls it, or null.</param>
/// <param name="Number">Its number, or null.</param>
/// <param name="Url">Where the customer sees where it is, or null.</param>
public sealed record ReportParcel(string? Carrier, string? Number, string? Url);

/// <summary>A document that is stored and is to be uploaded.</summary>
/// <param name="Type">What it is, for example <c>invoice</c>.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Hash">SHA-256 in lower-case hexadecimal digits.</param>
public sealed record ReportDocument(string Type, string FileName, long Size, string Hash);
