namespace Azure.Data.Tables;

/// <summary>One action of a transaction.</summary>
/// <param name="actionType">What to do.</param>
/// <param name="entity">The row; only its keys matter for a delete.</param>
/// <param name="etag">
/// For updates and deletes the version the row must have; default means any. Ignored by adds and upserts.
/// </param>
public sealed class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    /// <summary>What to do.</summary>
    public TableTransactionActionType ActionType { get; } = actionType;

    /// <summary>The row.</summary>
    public ITableEntity Entity { get; } = entity ?? throw new ArgumentNullException(nameof(entity));

    /// <summary>The version the row must have; default means any.</summary>
    public ETag ETag { get; } = etag;
}
