using System.Buffers;

namespace Azure.Data.Tables;

/// <summary>The body of a transaction: <c>multipart/mixed</c> with one change set, one part per action.</summary>
/// <remarks>Source: Microsoft Learn, "Performing entity group transactions".</remarks>
internal static class TransactionContent
{
    // A hundred catalogue rows are about this large.
    private const int FirstGuess = 64 * 1024;

    /// <summary>Writes the body; the caller disposes of it.</summary>
    /// <exception cref="ArgumentException">The actions cannot be one transaction; the text names the row.</exception>
    public static PooledContent Create(IReadOnlyList<TableTransactionAction> actions, EntityAddress address, string boundary)
    {
        Check(actions);
        PooledContent content = new(FirstGuess);
        try
        {
            Write(content, actions, address, boundary);
            return content.Length <= TableLimits.TransactionBytes
                ? content
                : throw new ArgumentException(
                    $"The transaction takes {content.Length} bytes; at most 4 MiB are allowed. Submit fewer rows at once.",
                    nameof(actions));
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static void Write(PooledContent content, IReadOnlyList<TableTransactionAction> actions, EntityAddress address, string boundary)
    {
        string partition = EntityAddress.Escape(actions[0].Entity.PartitionKey);
        EntityAddress.Write(content, $"--batch_{boundary}\r\nContent-Type: multipart/mixed; boundary=changeset_{boundary}\r\n\r\n");
        string part = $"--changeset_{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n";
        using EntityJsonWriter json = new(content);
        foreach (TableTransactionAction action in actions)
        {
            EntityAddress.Write(content, part);
            WriteRequestLine(content, action, address, partition);
            WriteHeaders(content, action);
            if (action.ActionType is not TableTransactionActionType.Delete)
            {
                json.Write(EntityBinder.ToRow(action.Entity));
            }

            content.Write("\r\n"u8);
        }

        EntityAddress.Write(content, $"--changeset_{boundary}--\r\n--batch_{boundary}--\r\n");
    }

    private static void WriteRequestLine(PooledContent content, TableTransactionAction action, EntityAddress address, string partition)
    {
        ReadOnlySpan<byte> verb = action.ActionType switch
        {
            TableTransactionActionType.Add => "POST "u8,
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH "u8,
            TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT "u8,
            TableTransactionActionType.Delete => "DELETE "u8,
            _ => throw new ArgumentException($"Unknown action {action.ActionType}.", nameof(action)),
        };
        content.Write(verb);
        if (action.ActionType is TableTransactionActionType.Add)
        {
            EntityAddress.Write(content, address.Table);
        }
        else
        {
            address.WriteRow(content, partition, action.Entity.RowKey);
        }

        content.Write(" HTTP/1.1\r\n"u8);
    }

    private static void WriteHeaders(PooledContent content, TableTransactionAction action)
    {
        content.Write("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add:
                content.Write("Prefer: return-no-content\r\n"u8);
                break;
            case TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete:
                EntityAddress.Write(content, $"If-Match: {(action.ETag == default ? ETag.All : action.ETag)}\r\n");
                break;
            default:
                break;
        }

        content.Write(action.ActionType is TableTransactionActionType.Delete
            ? "\r\n"u8
            : "Content-Type: application/json;odata=nometadata\r\n\r\n"u8);
    }

    private static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count is 0 or > TableLimits.ActionsPerTransaction)
        {
            throw new ArgumentException(
                $"A transaction has 1 to {TableLimits.ActionsPerTransaction} actions, not {actions.Count}.", nameof(actions));
        }

        HashSet<string> rows = new(actions.Count, StringComparer.Ordinal);
        string partition = actions[0].Entity.PartitionKey;
        for (int index = 0; index < actions.Count; index++)
        {
            ITableEntity entity = actions[index].Entity;
            TableLimits.CheckKey(entity.PartitionKey, TableEntity.PartitionKeyName);
            TableLimits.CheckKey(entity.RowKey, TableEntity.RowKeyName);
            if (!string.Equals(entity.PartitionKey, partition, StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    $"Action {index} is for partition '{TableLimits.Shown(entity.PartitionKey)}', " +
                    $"the first for '{TableLimits.Shown(partition)}'; a transaction has one partition.",
                    nameof(actions));
            }

            if (!rows.Add(entity.RowKey))
            {
                throw new ArgumentException(
                    $"Action {index} names row '{TableLimits.Shown(entity.RowKey)}' again; a transaction names a row once.",
                    nameof(actions));
            }
        }
    }
}
