using Pipeline.Core;
using Pipeline.Core.Exchanges;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Conversations with partners in memory, latest first by id.</summary>
public sealed class MemoryExchanges(Reads reads) : IExchangeStore, IExchangeErasure, IExchangeLog
{
    private readonly SortedDictionary<string, Exchange> all = new(StringComparer.Ordinal);

    public HashSet<string> Erased { get; } = [];

    public void Add(Exchange exchange) => all[exchange.Id] = exchange;

    public Task<Page<ExchangeHead>> ListAsync(ExchangeFilter filter, int limit, string? cursor, CancellationToken cancellationToken) => reads.Count(MemoryPage.Of(
        all.Values.Reverse().Select(HeadOf).Where(head => (filter.Partner is null || head.Partner == filter.Partner)
            && (filter.Operation is null || head.Operation == filter.Operation) && (filter.Subject is null || head.Subject == filter.Subject)
            && (filter.HasFailed is null || head.HasFailed == filter.HasFailed) && (filter.Status is null || head.Status == filter.Status)
            && !(head.StartedAt < filter.From) && !(head.StartedAt >= filter.To)),
        limit,
        cursor));

    public Task<ExchangeHead?> FindAsync(string id, CancellationToken cancellationToken) => reads.Count(all.TryGetValue(id, out Exchange? found) ? HeadOf(found) : null);

    public Task<byte[]?> ReadRequestAsync(string id, CancellationToken cancellationToken) => reads.Count(BodyOf(id, static found => found.Request));

    public Task<byte[]?> ReadResponseAsync(string id, CancellationToken cancellationToken) => reads.Count(BodyOf(id, static found => found.Response));

    public Task<int> RemoveAsync(DateTimeOffset before, DateTimeOffset failedBefore, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> EraseAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => Task.FromResult(Erased.Add(id));

    public Task RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        Add(exchange);
        return Task.CompletedTask;
    }

    private byte[]? BodyOf(string id, Func<Exchange, ReadOnlyMemory<byte>> body) => all.TryGetValue(id, out Exchange? found) && !Erased.Contains(id) ? body(found).ToArray() : null;

    private ExchangeHead HeadOf(Exchange exchange) => new()
    {
        Id = exchange.Id,
        Direction = exchange.Direction,
        Partner = exchange.Partner,
        Operation = exchange.Operation,
        Subject = exchange.Subject,
        Target = exchange.Target,
        StartedAt = exchange.StartedAt,
        Duration = exchange.Duration,
        Status = exchange.Status,
        RequestHeaders = exchange.RequestHeaders,
        ResponseHeaders = exchange.ResponseHeaders,
        RequestBytes = exchange.Request.Length,
        ResponseBytes = exchange.Response.Length,
        Fault = exchange.Fault,
        BodyErasedAt = Erased.Contains(exchange.Id) ? exchange.StartedAt.AddDays(1) : null,
    };
}
