using System.Collections.Concurrent;
using Pipeline.Core.ErrorGroups;

namespace Pipeline.Core.Tests.ErrorGroups;

/// <summary>Keeps errors in memory; can be cut before or after any of its calls.</summary>
internal sealed class MemoryErrorStore : IErrorStore
{
    private readonly ConcurrentDictionary<string, ErrorGroup> groups = new();
    private readonly ConcurrentDictionary<(string Group, ErrorSubject Subject), ErrorRecord> records = new();
    private readonly ConcurrentDictionary<(ErrorSubject Subject, string Group), int> listings = new();
    private int versions;

    /// <summary>Calls made so far.</summary>
    public int Calls { get; private set; }

    /// <summary>The call that breaks off, from 1; 0 for none.</summary>
    public int CutAt { get; set; }

    /// <summary>Whether a call that breaks off has done its work.</summary>
    public bool IsDoneBeforeCut { get; set; }

    public Task<ErrorGroup?> FindAsync(string id, CancellationToken cancellationToken) => CallAsync(() => groups.GetValueOrDefault(id));

    public Task<IReadOnlyList<ErrorGroup>> ListAsync(bool isClosed, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<ErrorGroup>>(() => [.. groups.Values.Where(group => group.ClosedAt is not null == isClosed)]);

    public Task<ErrorGroup?> RefreshAsync(
        string id, Func<ErrorGroup?, IReadOnlyList<ErrorRecord>, ErrorGroup?> change, CancellationToken cancellationToken) =>
        UpdateAsync(id, group => change(group, [.. records.Values.Where(record => record.Group == id && record.IsOpen)]), cancellationToken);

    public Task<ErrorGroup?> UpdateAsync(string id, Func<ErrorGroup?, ErrorGroup?> change, CancellationToken cancellationToken) => CallAsync(() =>
    {
        ErrorGroup? after = change(groups.GetValueOrDefault(id));
        if (after is not null)
        {
            groups[id] = after;
        }

        return after;
    });

    public Task<ErrorRecord?> FindRecordAsync(string group, ErrorSubject subject, CancellationToken cancellationToken) =>
        CallAsync(() => records.GetValueOrDefault((group, subject)));

    public Task<ErrorRecord?> UpdateRecordAsync(
        string group, ErrorSubject subject, Func<ErrorRecord?, ErrorRecord?> change, CancellationToken cancellationToken)
    {
        ErrorRecord? after = change(records.GetValueOrDefault((group, subject)));
        return after is { IsOpen: true } ? ListedAsync(after) : CallAsync(() => Write(after));
    }

    public Task<Page<ErrorRecord>> ListRecordsAsync(string group, int limit, string? cursor, CancellationToken cancellationToken) =>
        CallAsync(() => new Page<ErrorRecord>([.. records.Values.Where(record => record.Group == group).OrderBy(static record => record.ClosedAt is not null).Take(limit)], null));

    public Task<IReadOnlyList<ErrorListing>> ListOfAsync(ErrorSubject subject, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<ErrorListing>>(() => [.. listings.Where(pair => pair.Key.Subject == subject).Select(pair => new ErrorListing(subject, pair.Key.Group, $"{pair.Value}"))]);

    public Task UnlistAsync(ErrorListing listing, CancellationToken cancellationToken) => CallAsync(() =>
        listings.TryRemove(KeyValuePair.Create((listing.Subject, listing.Group), int.Parse(listing.Version, System.Globalization.CultureInfo.InvariantCulture))));

    public Task<int> RemoveClosedAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        CallAsync(() => groups.Values.Where(group => group.ClosedAt < before).Count(group => groups.TryRemove(group.Id, out _)));

    private async Task<ErrorRecord?> ListedAsync(ErrorRecord record)
    {
        _ = await CallAsync(() => listings[(record.Subject, record.Group)] = ++versions);
        return await CallAsync(() => Write(record));
    }

    private ErrorRecord? Write(ErrorRecord? record)
    {
        if (record is not null)
        {
            records[(record.Group, record.Subject)] = record;
        }

        return record;
    }

    private Task<T> CallAsync<T>(Func<T> work)
    {
        bool isCut = ++Calls == CutAt;
        T? result = isCut && !IsDoneBeforeCut ? default : work();
        return isCut ? Task.FromException<T>(new IOException("cut")) : Task.FromResult(result!);
    }
}
