using Pipeline.Core;
using Pipeline.Core.Audit;

namespace Pipeline.Ops.Tests.Support;

/// <summary>The audit log in memory.</summary>
public sealed class MemoryAudit : IAuditLog
{
    public List<AuditEntry> Entries { get; } = [];

    public Task<AuditEntry?> TryBeginAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        AuditEntry? first = Entries.Find(one => one.Id == entry.Id);
        if (first is null)
        {
            Entries.Add(entry);
        }

        return Task.FromResult(first);
    }

    public Task FinishAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        Entries[Entries.FindIndex(one => one.Id == entry.Id)] = entry;
        return Task.CompletedTask;
    }

    public Task<AuditEntry?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Entries.Find(one => one.Id == id));

    public Task<Page<AuditEntry>> ListAsync(AuditFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        int start = cursor is null ? 0 : int.Parse(Cursor.Read(cursor, static place => int.TryParse(place, System.Globalization.CultureInfo.InvariantCulture, out _)), System.Globalization.CultureInfo.InvariantCulture);
        AuditEntry[] found =
        [
            .. Entries.Where(entry => (filter.By is null || entry.By == filter.By) && (filter.Action is null || entry.Action == filter.Action)
                    && (filter.On is null || entry.On == filter.On) && !(entry.At < filter.From) && !(entry.At >= filter.To))
                .OrderByDescending(static entry => entry.At).Skip(start),
        ];
        return Task.FromResult(new Page<AuditEntry>([.. found.Take(limit)], found.Length > limit ? Cursor.Of($"{start + limit}") : null));
    }

    public Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();
}
