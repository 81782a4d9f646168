namespace Pipeline.Core.Reconciliation;

/// <summary>Keeps differences between our orders and the distributors' lists.</summary>
public interface IReconciliationStore
{
    /// <summary>Every item of a distributor, those that are not due yet included.</summary>
    Task<IReadOnlyList<ReconciliationItem>> ReadAsync(string distributor, CancellationToken cancellationToken);

    /// <summary>Stores items under their keys and removes others. May be repeated; cut, some are stored.</summary>
    Task WriteAsync(IReadOnlyCollection<ReconciliationItem> items, IReadOnlyCollection<ReconciliationItem> gone, CancellationToken cancellationToken);

    /// <summary>A page of the items that are or were differences, by distributor, kind, number and line.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<ReconciliationItem>> ListAsync(ReconciliationFilter filter, int limit, string? cursor, CancellationToken cancellationToken);
}

/// <summary>Which differences to list; null means any.</summary>
/// <param name="Distributor">Only of this distributor.</param>
/// <param name="Kind">Only of this kind, one of <see cref="OrderDifference.All"/>.</param>
/// <param name="State">Only in this state.</param>
public sealed record ReconciliationFilter(string? Distributor = null, string? Kind = null, ReconciliationState? State = null);
