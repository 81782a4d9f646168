using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.ErrorGroups;

public sealed class ErrorDirectoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 7, 0, 0, TimeSpan.Zero);
    private readonly MemoryErrorStore store = new();
    private readonly TestClock clock = new(Start);
    private readonly ErrorDirectory directory;
    private readonly ErrorCommandHandler commands;

    public ErrorDirectoryTests()
    {
        directory = new ErrorDirectory(store, clock);
        commands = new ErrorCommandHandler(store, clock);
    }

    [Fact]
    public async Task The_bell_counts_errors_and_not_what_is_tried_again()
    {
        string refused = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record);
        _ = await FoundAsync("acme", IssueCodes.CallFailed, FaultScope.Call, IssueSeverity.Retry);

        Assert.Equal([refused], await RingingAsync());
        Assert.Equal([IssueCodes.CallFailed], await CodesAsync(new ErrorFilter { State = ErrorGroupState.Retrying }));
    }

    [Fact]
    public async Task The_bell_is_read_in_one_read()
    {
        _ = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record);
        int before = store.Calls;

        _ = await directory.ListRingingAsync(default);

        Assert.Equal(1, store.Calls - before);
    }

    [Fact]
    public async Task A_failure_of_the_whole_partner_hides_the_calls_that_fail_for_it()
    {
        string call = await FoundAsync("acme", IssueCodes.CallFailed, FaultScope.Call);
        clock.Advance(TimeSpan.FromMinutes(5));
        string partner = await FoundAsync("acme", IssueCodes.AuthRefused, FaultScope.Partner);
        string order = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record);
        string other = await FoundAsync("other", IssueCodes.CallFailed, FaultScope.Call);

        Assert.Equal([partner, order, other], (await RingingAsync()).OrderBy(id => Array.IndexOf([partner, order, other], id)));
        ErrorEntry hidden = (await directory.ListAsync(new ErrorFilter { Partner = "acme" }, 10, null, default)).Items.Single(entry => entry.Group.Id == call);
        Assert.Equal(partner, hidden.HiddenBy);
    }

    [Fact]
    public async Task What_failed_long_before_the_partner_did_has_another_cause()
    {
        string call = await FoundAsync("acme", IssueCodes.CallFailed, FaultScope.Call);
        clock.Advance(TimeSpan.FromMinutes(11));
        _ = await FoundAsync("acme", IssueCodes.AuthRefused, FaultScope.Partner);

        Assert.Contains(call, await RingingAsync());
    }

    [Fact]
    public async Task Dismissed_it_does_not_ring_until_its_end_has_come()
    {
        string id = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record);

        ErrorCommandResult result = await commands.DismissAsync(id, new DismissWish("known to Acme", Start.AddDays(1), false), "Mia", default);

        Assert.Equal((ErrorCommandOutcome.Done, "Mia"), (result.Outcome, result.Group!.Dismissal!.By));
        Assert.Empty(await RingingAsync());
        Assert.Equal([IssueCodes.PriceUnreadable], await CodesAsync(new ErrorFilter { State = ErrorGroupState.Dismissed }));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([id], await RingingAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dismissed_until_more_come_it_returns_with_another_record_and_only_then(bool untilMore)
    {
        string id = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record);
        _ = await commands.DismissAsync(id, new DismissWish("one bad row", null, untilMore), "Mia", default);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await RingingAsync());

        _ = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record, subject: "another");

        Assert.Equal(untilMore ? [id] : [], await RingingAsync());
    }

    [Fact]
    public async Task Undone_a_dismissal_never_was()
    {
        string id = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record);
        _ = await commands.DismissAsync(id, new DismissWish("by mistake", null, false), "Mia", default);

        _ = await commands.UndismissAsync(id, default);

        Assert.Equal([id], await RingingAsync());
    }

    [Theory]
    [InlineData(null, 1, IssueCodes.DismissReasonMissing)]
    [InlineData(" ", 1, IssueCodes.DismissReasonMissing)]
    [InlineData("too long", 1, IssueCodes.DismissReasonTooLong)]
    [InlineData("why", 0, IssueCodes.DismissEndPast)]
    public async Task A_dismissal_needs_a_reason_that_fits_and_an_end_to_come(string? reason, int hours, string code)
    {
        string id = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record);
        string? said = reason == "too long" ? new string('x', ErrorCommandHandler.ReasonLimit + 1) : reason;

        ErrorCommandResult result = await commands.DismissAsync(id, new DismissWish(said, Start.AddHours(hours), false), "Mia", default);

        Assert.Equal((ErrorCommandOutcome.Refused, code), (result.Outcome, result.Refusal!.Code));
        Assert.Equal([id], await RingingAsync());
    }

    [Fact]
    public async Task Whoever_is_on_it_is_named_until_it_is_let_go()
    {
        string id = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record);

        _ = await commands.TakeAsync(id, "Mia", default);
        Assert.Equal([IssueCodes.PriceUnreadable], await CodesAsync(new ErrorFilter { State = ErrorGroupState.Open, Owner = "Mia" }));
        Assert.Empty(await CodesAsync(new ErrorFilter { Owner = "Leo" }));

        _ = await commands.ReleaseAsync(id, default);
        Assert.Empty(await CodesAsync(new ErrorFilter { Owner = "Mia" }));
    }

    [Fact]
    public async Task Nothing_is_done_to_a_group_that_is_closed_or_not_there()
    {
        string id = await FoundAsync("acme", IssueCodes.PriceUnreadable, FaultScope.Record, subject: "o1");
        await new ErrorReporter(store, clock).ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Order, "o1"), Start.AddHours(1), []), default);

        Assert.Equal((ErrorCommandOutcome.Refused, IssueCodes.ErrorClosed), Outcome(await commands.TakeAsync(id, "Mia", default)));
        Assert.Equal((ErrorCommandOutcome.Unknown, null), Outcome(await commands.TakeAsync("none", "Mia", default)));

        static (ErrorCommandOutcome Outcome, string? Code) Outcome(ErrorCommandResult result) => (result.Outcome, result.Refusal?.Code);
    }

    [Fact]
    public async Task A_list_goes_on_where_its_page_ended()
    {
        string[] ids = [await FoundAsync("a", IssueCodes.CallFailed), await FoundAsync("b", IssueCodes.CallFailed), await FoundAsync("c", IssueCodes.CallFailed)];

        Page<ErrorEntry> first = await directory.ListAsync(new ErrorFilter(), 2, null, default);
        Page<ErrorEntry> second = await directory.ListAsync(new ErrorFilter(), 2, first.Cursor, default);

        Assert.Equal(2, first.Items.Count);
        Assert.Null(second.Cursor);
        Assert.Equal(ids.Order(), first.Items.Concat(second.Items).Select(static entry => entry.Group.Id).Order());
    }

    [Fact]
    public async Task A_filter_shows_what_fits_it()
    {
        _ = await FoundAsync("acme", IssueCodes.CallFailed, FaultScope.Call, IssueSeverity.Retry);
        clock.Advance(TimeSpan.FromHours(1));
        _ = await FoundAsync("other", IssueCodes.PriceUnreadable, FaultScope.Record);

        Assert.Equal([IssueCodes.CallFailed], await CodesAsync(new ErrorFilter { Partner = "acme" }));
        Assert.Equal([IssueCodes.PriceUnreadable], await CodesAsync(new ErrorFilter { Severity = IssueSeverity.Error }));
        Assert.Equal([IssueCodes.PriceUnreadable], await CodesAsync(new ErrorFilter { Since = Start.AddMinutes(1) }));
        Assert.Equal([IssueCodes.CallFailed], await CodesAsync(new ErrorFilter { Flow = "acme.price" }));
        Assert.Empty(await CodesAsync(new ErrorFilter { State = ErrorGroupState.Closed }));
    }

    private async Task<string> FoundAsync(
        string partner, string code, FaultScope scope = FaultScope.Record, string severity = IssueSeverity.Error, string? subject = null)
    {
        ErrorFinding finding = new(partner, new Issue(code, null, null)) { Scope = scope, Severity = severity, Flow = $"{partner}.price" };
        await new ErrorReporter(store, clock).ReportAsync(
            new ErrorReport(new ErrorSubject(ErrorSubject.Order, subject ?? $"{partner}-{code}"), clock.GetUtcNow(), [finding]), default);
        return finding.GroupId;
    }

    private async Task<IEnumerable<string>> RingingAsync() => (await directory.ListRingingAsync(default)).Select(static entry => entry.Group.Id);

    private async Task<IEnumerable<string>> CodesAsync(ErrorFilter filter) =>
        (await directory.ListAsync(filter, 10, null, default)).Items.Select(static entry => entry.Group.Code);
}
