using Azure.Data.Tables;

namespace Pipeline.Storage.Catalog;

/// <summary>Gathers writes to one partition and sends them in transactions of at most 100 rows and 3 MiB.</summary>
internal sealed class TableBatch(TableClient table)
{
    private const int MaxRows = 100;

    // Below the service's 4 MiB: the estimate counts characters, not what escaping makes of them.
    private const int MaxSize = 1_500_000;
    private readonly List<TableTransactionAction> actions = new(MaxRows);
    private int size;

    /// <summary>Entities sent so far.</summary>
    public long Written { get; private set; }

    /// <summary>Adds a write, and sends what is gathered when it is enough.</summary>
    public async ValueTask AddAsync(TableTransactionActionType kind, TableEntity entity, CancellationToken cancellationToken)
    {
        int length = SizeOf(entity);
        if (actions.Count == MaxRows || (actions.Count > 0 && size + length > MaxSize))
        {
            await SendAsync(cancellationToken);
        }

        actions.Add(new TableTransactionAction(kind, entity));
        size += length;
    }

    /// <summary>Sends what is gathered.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (actions.Count == 0)
        {
            return;
        }

        _ = await table.SubmitTransactionAsync(actions, cancellationToken);
        Written += actions.Count;
        actions.Clear();
        size = 0;
    }

    private static int SizeOf(TableEntity entity)
    {
        int length = 0;
        foreach ((string name, object? value) in entity)
        {
            length += name.Length + 16 + (value is string text ? text.Length : 12);
        }

        return length;
    }
}
