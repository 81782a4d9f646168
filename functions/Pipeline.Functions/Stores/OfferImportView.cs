using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Offers.Sending;

namespace Pipeline.Functions.Stores;

/// <summary>An import as answers show it.</summary>
public sealed record OfferImportView
{
    /// <summary>Our id.</summary>
    public required string Id { get; init; }

    /// <summary>What is in it: offers.</summary>
    public required string Kind { get; init; }

    /// <summary>Its id at the channel; null before it is known.</summary>
    public required string? ChannelImportId { get; init; }

    /// <summary>One word over all stages: intended, sent, succeeded, partial or failed.</summary>
    public required OfferImportStage Status { get; init; }

    /// <summary>What the channel says of its lines.</summary>
    public required OfferImportCounts Counts { get; init; }

    /// <summary>Why it failed as a whole, or null.</summary>
    public required string? Reason { get; init; }

    /// <summary>When it was meant, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the channel took the file, UTC, or null.</summary>
    public required DateTimeOffset? SentAt { get; init; }

    /// <summary>When it was over, UTC, or null.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>The execution that made it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The exchange that sent it, or null.</summary>
    public required string? ExchangeId { get; init; }

    /// <summary>Names of the reports that are kept.</summary>
    public required IReadOnlyList<string> Reports { get; init; }

    /// <summary>The lines that were refused; null in lists.</summary>
    public IReadOnlyList<RefusedRow>? Rows { get; init; }

    internal static OfferImportView Of(OfferImport import) => new()
    {
        Id = import.Id,
        Kind = import.Kind,
        ChannelImportId = import.ChannelImportId,
        Status = import.Stage,
        Counts = new OfferImportCounts(
            import.Lines, import.Status?.Read ?? 0, import.Status?.Succeeded ?? 0, import.Status?.Failed ?? 0,
            import.Status?.Inserted ?? 0, import.Status?.Updated ?? 0, import.Status?.Deleted ?? 0),
        Reason = import.Reason,
        CreatedAt = import.CreatedAt,
        SentAt = import.SentAt,
        EndedAt = import.EndedAt,
        ExecutionId = import.ExecutionId,
        ExchangeId = import.ExchangeId,
        Reports = import.Reports,
    };
}

/// <summary>Lines of an import.</summary>
/// <param name="Sent">In our file.</param>
/// <param name="Read">Read by the channel.</param>
/// <param name="Succeeded">Taken.</param>
/// <param name="Failed">Refused.</param>
/// <param name="Inserted">New there.</param>
/// <param name="Updated">Changed there.</param>
/// <param name="Deleted">Deleted there.</param>
public sealed record OfferImportCounts(int Sent, int Read, int Succeeded, int Failed, int Inserted, int Updated, int Deleted);
