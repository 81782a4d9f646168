using Pipeline.Core;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Storage.Errors;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Errors;

[Collection(EmulatorCollection.Name)]
public sealed class ErrorStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private ErrorStore store = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(StorageNames.ErrorsTable);
        store = new ErrorStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_group_and_its_record_come_back_as_they_were_stored()
    {
        ErrorReporter reporter = new(store, TimeProvider.System);
        ErrorFinding finding = Finding("acme") with
        {
            Label = "Price file / today", Field = "Preis #1", Flow = "acme.price", NextAttemptAt = Now.AddHours(1), Exchanges = ["x1"],
        };

        await reporter.ReportAsync(new ErrorReport(Subject("a/b?#"), Now, [finding]) { Execution = "e1" }, default);

        ErrorGroup group = (await store.FindAsync(finding.GroupId, default))!;
        ErrorRecord record = (await store.FindRecordAsync(group.Id, Subject("a/b?#"), default))!;
        Assert.Equal((1, "Preis #1", FaultScope.Call, Now.AddHours(1)), (group.Count, group.Field, group.Scope, group.NextAttemptAt));
        Assert.Equal(finding.Issue, group.Issue);
        Assert.Equal(new ErrorExample(Subject("a/b?#"), "Price file / today"), Assert.Single(group.Examples));
        Assert.Equal((finding.Issue, "e1", "acme.price", "Price file / today"), (record.Issue, record.Execution, record.Flow, record.Label));
        Assert.Equal(["x1"], record.Exchanges);
    }

    [Fact]
    public async Task Reporters_at_the_same_time_lose_no_record()
    {
        ErrorReporter reporter = new(store, TimeProvider.System);

        await Parallel.ForEachAsync(Enumerable.Range(0, 12), async (number, _) =>
            await reporter.ReportAsync(new ErrorReport(Subject($"o{number}"), Now.AddSeconds(number), [Finding("acme")]), default));

        Assert.Equal(12, Assert.Single(await store.ListAsync(isClosed: false, default)).Count);
    }

    [Fact]
    public async Task Closed_it_leaves_the_open_ones_and_is_removed_when_it_is_old()
    {
        ErrorReporter reporter = new(store, TimeProvider.System);
        await reporter.ReportAsync(new ErrorReport(Subject("o1"), Now, [Finding("acme"), Finding("other")]), default);
        await reporter.ReportAsync(new ErrorReport(Subject("o1"), Now.AddDays(1), [Finding("other")]), default);

        Assert.Equal("other", Assert.Single(await store.ListAsync(isClosed: false, default)).Partner);
        Assert.Equal("acme", Assert.Single(await store.ListAsync(isClosed: true, default)).Partner);
        Assert.Equal([Finding("other").GroupId], (await store.ListOfAsync(Subject("o1"), default)).Select(static listing => listing.Group));

        Assert.Equal(0, await store.RemoveClosedAsync(Now.AddDays(1), default));
        Assert.Equal(1, await store.RemoveClosedAsync(Now.AddDays(2), default));
        Assert.Empty(await store.ListAsync(isClosed: true, default));
        Assert.Null(await store.FindRecordAsync(Finding("acme").GroupId, Subject("o1"), default));
    }

    [Fact]
    public async Task Records_are_listed_in_pages_those_that_stand_first()
    {
        ErrorReporter reporter = new(store, TimeProvider.System);
        for (int number = 0; number < 6; number++)
        {
            await reporter.ReportAsync(new ErrorReport(Subject($"o{number}"), Now, [Finding("acme")]), default);
        }

        await reporter.ReportAsync(new ErrorReport(Subject("o0"), Now.AddHours(1), []), default);
        List<string> seen = [];
        string? cursor = null;
        do
        {
            Page<ErrorRecord> page = await store.ListRecordsAsync(Finding("acme").GroupId, 2, cursor, default);
            seen.AddRange(page.Items.Select(static record => record.Subject.Id));
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal(["o1", "o2", "o3", "o4", "o5", "o0"], seen);
        await Assert.ThrowsAsync<FormatException>(() => store.ListRecordsAsync(Finding("acme").GroupId, 2, "x", default));
    }

    [Fact]
    public async Task A_listing_that_was_renewed_stays()
    {
        ErrorReporter reporter = new(store, TimeProvider.System);
        await reporter.ReportAsync(new ErrorReport(Subject("o1"), Now, [Finding("acme")]), default);
        ErrorListing seen = Assert.Single(await store.ListOfAsync(Subject("o1"), default));
        await reporter.ReportAsync(new ErrorReport(Subject("o1"), Now.AddHours(1), [Finding("acme")]), default);

        await store.UnlistAsync(seen, default);

        _ = Assert.Single(await store.ListOfAsync(Subject("o1"), default));
    }

    private static ErrorSubject Subject(string id) => new(ErrorSubject.Order, id);

    private static ErrorFinding Finding(string partner) => new(partner, new Issue(IssueCodes.CallFailed, "line 1", "7").With("reason", "503")) { Scope = FaultScope.Call };
}
