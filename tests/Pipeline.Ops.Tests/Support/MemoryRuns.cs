using Pipeline.Core;
using Pipeline.Core.Flows;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Executions in memory.</summary>
public sealed class MemoryRuns : IExecutionStore, IExecutionLog
{
    private readonly SortedDictionary<string, Execution> all = new(StringComparer.Ordinal);

    /// <summary>What reading throws, or null.</summary>
    public Exception? Fault { get; set; }

    public IReadOnlyCollection<Execution> All => all.Values;

    public void Add(Execution run) => all[run.Id] = run;

    public Task<Execution?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(all.GetValueOrDefault(id));

    public Task<bool> TryAddAsync(Execution execution, CancellationToken cancellationToken) => Task.FromResult(all.TryAdd(execution.Id, execution));

    public Task<Execution> UpdateAsync(string id, Func<Execution, Execution> change, CancellationToken cancellationToken) =>
        Task.FromResult(all[id] = change(all[id]));

    public Task<Page<Execution>> ListAsync(ExecutionFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (Fault is not null)
        {
            throw Fault;
        }

        string? place = cursor is null ? null : Cursor.Read(cursor, static text => ExecutionId.TryParse(text, out _));
        Execution[] found =
        [
            .. all.Values.Reverse()
                .Where(run => (filter.Flow is null || run.Flow == filter.Flow) && (filter.Status is null || run.Status == filter.Status)
                    && (filter.Trigger is null || run.Trigger == filter.Trigger) && !(run.QueuedAt < filter.From) && !(run.QueuedAt >= filter.To))
                .Where(run => place is null || string.CompareOrdinal(run.Id, place) < 0)
                .Take(limit + 1),
        ];
        return Task.FromResult(new Page<Execution>([.. found.Take(limit)], found.Length > limit ? Cursor.Of(found[limit - 1].Id) : null));
    }

    public Task<IReadOnlyList<Execution>> ListOpenAsync(CancellationToken cancellationToken) => Fault is null
        ? Task.FromResult<IReadOnlyList<Execution>>([.. all.Values.Where(static run => !run.IsFinished)])
        : throw Fault;
}
