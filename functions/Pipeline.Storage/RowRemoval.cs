using Azure.Data.Tables;

namespace Pipeline.Storage;

/// <summary>Removes rows in transactions; those that somebody else has removed are no fault.</summary>
internal static class RowRemoval
{
    /// <summary>Most rows of one transaction.</summary>
    public const int GroupLimit = 100;

    /// <summary>Removes the rows of a query, which come in the order of their keys.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> RemoveAsync(
        TableClient client, IAsyncEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        int removed = 0;
        List<TableEntity> group = [];
        await foreach (TableEntity row in rows.WithCancellation(cancellationToken))
        {
            if (group.Count == GroupLimit || (group.Count > 0 && group[0].PartitionKey != row.PartitionKey))
            {
                removed += await RemoveGroupAsync(client, group, cancellationToken);
                group.Clear();
            }

            group.Add(row);
        }

        return removed + await RemoveGroupAsync(client, group, cancellationToken);
    }

    /// <summary>Removes at most <see cref="GroupLimit"/> rows of one partition, in their order where they go one by one.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> RemoveGroupAsync(
        TableClient client, IReadOnlyCollection<TableEntity> group, CancellationToken cancellationToken)
    {
        if (group.Count == 0)
        {
            return 0;
        }

        try
        {
            _ = await client.SubmitTransactionAsync(
                group.Select(static row => new TableTransactionAction(TableTransactionActionType.Delete, row)), cancellationToken);
        }
        catch (TableTransactionFailedException missing) when (missing.Status == 404)
        {
            // One that is gone spoils the transaction for all.
            foreach (TableEntity row in group)
            {
                _ = await client.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            }
        }

        return group.Count;
    }
}
