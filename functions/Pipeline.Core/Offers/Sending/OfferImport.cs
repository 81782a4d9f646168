using Pipeline.Core.Channels.Offers;

namespace Pipeline.Core.Offers.Sending;

/// <summary>One file of offers on its way to a store: what was meant, what was done, what came of it.</summary>
/// <remarks>
/// It is stored before its file is sent, with the file; so a crash leaves an import that is meant and perhaps done, and whoever
/// goes on asks the channel first.
/// </remarks>
public sealed record OfferImport
{
    /// <summary>What imports of offers are called.</summary>
    public const string Offers = "offers";

    /// <summary>Our id, sortable by time.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the store.</summary>
    public required string Store { get; init; }

    /// <summary>What is in it: <c>offers</c>.</summary>
    public string Kind { get; init; } = Offers;

    /// <summary>How far it is.</summary>
    public OfferImportStage Stage { get; init; }

    /// <summary>Its id at the channel; null before it is known.</summary>
    public string? ChannelImportId { get; init; }

    /// <summary>Execution that made it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Offers in it.</summary>
    public int Lines { get; init; }

    /// <summary>File name.</summary>
    public required string FileName { get; init; }

    /// <summary>Media type of the file.</summary>
    public required string ContentType { get; init; }

    /// <summary>When it was meant, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the channel took the file, UTC, or null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it is to be asked about next, UTC; null when it is over.</summary>
    public DateTimeOffset? NextLookAt { get; init; }

    /// <summary>When it was over, UTC, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What the channel said last, or null.</summary>
    public OfferImportStatus? Status { get; init; }

    /// <summary>Why it failed as a whole, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Names of the reports that are kept.</summary>
    public IReadOnlyList<string> Reports { get; init; } = [];

    /// <summary>Id of the exchange that sent it, or null.</summary>
    public string? ExchangeId { get; init; }

    /// <summary>Whether something is still to be done about it.</summary>
    public bool IsOpen => Stage is OfferImportStage.Intended or OfferImportStage.Sent;
}

/// <summary>How far an import is, spelled in camel case in JSON and tables: one word over all stages.</summary>
public enum OfferImportStage
{
    /// <summary>Meant; perhaps sent.</summary>
    Intended,

    /// <summary>The channel has it and is at work on it.</summary>
    Sent,

    /// <summary>Every offer was taken.</summary>
    Succeeded,

    /// <summary>Some offers were refused.</summary>
    Partial,

    /// <summary>Refused as a whole, or lost at the channel: its offers are sent again.</summary>
    Failed,
}
