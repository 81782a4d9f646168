using Azure;
using Azure.Data.Tables;

namespace Pipeline.Storage.Catalog;

/// <summary>Gathers writes to one partition and sends them in transactions of at most 100 rows and 3 MiB.</summary>
/// <param name="table">The table.</param>
/// <param name="mergesKnown">Whether rows to add that are there already are merged instead; else they are a fault.</param>
/// <param name="large">Lets a few large transactions run at a time, each of which takes megabytes until it is answered; null for all.</param>
internal sealed class TableBatch(TableClient table, bool mergesKnown = false, SemaphoreSlim? large = null)
{
    private const int MaxRows = 100;
    private const int FewRows = 25;

    // Below the service's 4 MiB: the estimate counts characters, not what escaping makes of them.
    private const int MaxSize = 1_500_000;
    private readonly List<TableTransactionAction> actions = new(MaxRows);
    private int size;

    /// <summary>Whether rows to add have been met.</summary>
    public bool HasMetRows { get; private set; }

    /// <summary>Entities sent so far.</summary>
    public long Written { get; private set; }

    /// <summary>Adds a write, and sends what is gathered when it is enough.</summary>
    public ValueTask AddAsync(TableTransactionActionType kind, TableEntity entity, CancellationToken cancellationToken) =>
        AddAsync(new TableTransactionAction(kind, entity), cancellationToken);

    /// <summary>Adds a write, and sends what is gathered when it is enough.</summary>
    public async ValueTask AddAsync(TableTransactionAction action, CancellationToken cancellationToken)
    {
        int length = SizeOf((TableEntity)action.Entity);
        if (actions.Count == MaxRows || (actions.Count > 0 && size + length > MaxSize))
        {
            await SendAsync(cancellationToken);
        }

        actions.Add(action);
        size += length;
    }

    /// <summary>Sends what is gathered.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (actions.Count == 0)
        {
            return;
        }

        SemaphoreSlim? gate = actions.Count > FewRows ? large : null;
        await (gate?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        try
        {
            _ = await table.SubmitTransactionAsync(actions, cancellationToken);
        }
        catch (RequestFailedException known) when (known.Status == 409 && mergesKnown && actions.Exists(IsAdd))
        {
            HasMetRows = true;
            _ = await table.SubmitTransactionAsync(actions.ConvertAll(static action => IsAdd(action)
                ? new TableTransactionAction(TableTransactionActionType.UpsertMerge, action.Entity)
                : action), cancellationToken);
        }
        finally
        {
            _ = gate?.Release();
        }

        Written += actions.Count;
        actions.Clear();
        size = 0;
    }

    private static bool IsAdd(TableTransactionAction action) => action.ActionType is TableTransactionActionType.Add;

    private static int SizeOf(TableEntity entity)
    {
        int length = 0;
        foreach ((string name, object? value) in entity)
        {
            length += name.Length + 16 + value switch
            {
                string text => text.Length,
                byte[] bytes => bytes.Length * 4 / 3,
                _ => 12,
            };
        }

        return length;
    }
}
