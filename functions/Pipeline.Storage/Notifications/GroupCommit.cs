using System.Diagnostics;
using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;

namespace Pipeline.Storage.Notifications;

/// <summary>Lets concurrent writers of one partition share a transaction; each is told when its own row is durable.</summary>
/// <remarks>
/// One transaction is under way at a time; what arrives meanwhile makes the next one. A lone row goes at once: only
/// while writers come in numbers does a group wait a moment for as many as last time.
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="committed">Told the rows of each group that became durable.</param>
/// <param name="clock">
/// Real time even where a test holds the clock of the app: this is about packing requests, not about business.
/// </param>
internal sealed class GroupCommit(StorageTable table, Action<IReadOnlyList<TableEntity>> committed, TimeProvider clock)
    : IAsyncDisposable
{
    private const int RowLimit = 100;

    /// <summary>Below the service's 4 MiB, with room for the frame around each row.</summary>
    private const int ByteLimit = 3 * 1024 * 1024;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(2);

    private readonly Channel<Entry> arrivals = Channel.CreateBounded<Entry>(new BoundedChannelOptions(1000)
    {
        SingleReader = true,
    });

    private readonly Lock starting = new();
    private Task? loop;
    private Entry? left;

    /// <summary>Inserts or replaces a row; returns when it is durable.</summary>
    /// <param name="row">The row; all rows are of one partition.</param>
    /// <param name="size">About how many bytes it is in a request.</param>
    /// <param name="cancellationToken">Stops waiting; the row may be written all the same.</param>
    /// <exception cref="RequestFailedException">The storage refused this row, or did not answer.</exception>
    public async Task WriteAsync(TableEntity row, int size, CancellationToken cancellationToken)
    {
        Entry entry = new(row, size);
        await arrivals.Writer.WriteAsync(entry, cancellationToken);
        lock (starting)
        {
            loop ??= RunAsync();
        }

        await entry.Durable.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _ = arrivals.Writer.TryComplete();
        await (loop ?? Task.CompletedTask);
    }

    private async Task RunAsync()
    {
        // The writer that starts the loop is not held up by it.
        await Task.Yield();
        // Nor is what it does part of that one's trace.
        Activity.Current = null;
        int lastCount = 1;
        while (left is not null || await arrivals.Reader.WaitToReadAsync())
        {
            List<Entry> group = [];
            Take(group);
            if (group.Count < lastCount && left is null)
            {
                await Task.Delay(Window, clock);
                Take(group);
            }

            lastCount = group.Count;
            committed(await CommitAsync(group));
        }
    }

    private void Take(List<Entry> group)
    {
        int size = group.Sum(static entry => entry.Size);
        while (group.Count < RowLimit && (left is not null || arrivals.Reader.TryRead(out left)))
        {
            if (group.Count > 0 && size + left.Size > ByteLimit)
            {
                return;
            }

            size += left.Size;
            group.Add(left);
            left = null;
        }
    }

    private async Task<List<TableEntity>> CommitAsync(List<Entry> group)
    {
        try
        {
            TableClient client = await table.GetAsync(CancellationToken.None);
            _ = await client.SubmitTransactionAsync(group.Select(
                static entry => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entry.Row)));
            group.ForEach(static entry => entry.Durable.SetResult());
            return [.. group.Select(static entry => entry.Row)];
        }
        catch (Exception refused) when (group.Count > 1 && IsAboutARow(refused))
        {
            // One row spoils the transaction for all: write each by itself, so that only that one fails.
            List<TableEntity> durable = [];
            foreach (Entry entry in group)
            {
                durable.AddRange(await CommitAsync([entry]));
            }

            return durable;
        }
        catch (Exception failed)
        {
            group.ForEach(entry => entry.Durable.SetException(failed));
            return [];
        }
    }

    private static bool IsAboutARow(Exception refused) =>
        refused is TableTransactionFailedException or ArgumentException or RequestFailedException { Status: 400 or 413 };

    private sealed record Entry(TableEntity Row, int Size)
    {
        public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
