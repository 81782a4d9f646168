using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.ErrorGroups;

public sealed class ErrorReporterTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 7, 0, 0, TimeSpan.Zero);
    private static readonly ErrorSubject Price = new(ErrorSubject.Flow, "acme.price");
    private static readonly ErrorSubject Stock = new(ErrorSubject.Flow, "acme.stock");
    private readonly MemoryErrorStore store = new();
    private readonly TestClock clock = new(Start);
    private readonly ErrorReporter reporter;

    public ErrorReporterTests() => reporter = new ErrorReporter(store, clock);

    [Fact]
    public async Task What_is_found_is_a_group_with_one_record()
    {
        ErrorGroup group = await FoundAsync(Price, Refused(), Start);

        Assert.Equal(("acme", IssueCodes.AuthRefused, 1), (group.Partner, group.Code, group.Count));
        Assert.Equal("acme.price", Assert.Single(group.Examples).Label);
        Assert.Equal(ErrorGroupState.Open, group.StateAt(Start));
        Assert.Equal(IssueSeverity.Error, group.SeverityAt(Start));
        Assert.Matches("^[0-9a-f]{12}$", group.Id);
    }

    [Fact]
    public async Task The_same_record_reported_twice_is_one()
    {
        _ = await FoundAsync(Price, Refused(), Start, "e1");
        ErrorGroup group = await FoundAsync(Price, Refused(), Start, "e1");

        Assert.Equal(1, group.Count);
        Assert.Equal(1, (await RecordAsync(group, Price)).Attempts);
    }

    [Fact]
    public async Task Found_again_by_another_execution_it_is_one_record_of_two_attempts()
    {
        _ = await FoundAsync(Price, Refused(), Start, "e1");
        ErrorGroup group = await FoundAsync(Price, Refused(), Start.AddHours(1), "e2");

        ErrorRecord record = await RecordAsync(group, Price);
        Assert.Equal((1, 2, "e2"), (group.Count, record.Attempts, record.Execution));
        Assert.Equal((Start, Start.AddHours(1)), (group.FirstSeen, group.LastSeen));
    }

    [Fact]
    public async Task Two_records_of_one_cause_are_one_group_and_another_field_is_another()
    {
        _ = await FoundAsync(Price, Refused(), Start);
        ErrorGroup group = await FoundAsync(Stock, Refused(), Start.AddMinutes(5));
        ErrorGroup other = await FoundAsync(Stock, Refused() with { Field = "sku" }, Start.AddMinutes(6));

        Assert.NotEqual(group.Id, other.Id);
        Assert.Equal(["acme.stock", "acme.price"], group.Examples.Select(static example => example.Label));
    }

    [Fact]
    public async Task A_group_closes_when_its_last_record_is_put_right_and_says_by_what()
    {
        ErrorGroup group = await FoundAsync(Price, Refused(), Start);
        _ = await FoundAsync(Stock, Refused(), Start);

        await RightAsync(Price, Start.AddHours(1), "e2");
        Assert.Equal(ErrorGroupState.Open, (await GroupAsync(group.Id)).StateAt(Start));
        await RightAsync(Stock, Start.AddHours(2), "e3");

        ErrorGroup closed = await GroupAsync(group.Id);
        Assert.Equal((ErrorGroupState.Closed, 0), (closed.StateAt(Start), closed.Count));
        Assert.Equal((Start.AddHours(2), "e3"), (closed.ClosedAt, closed.ClosedBy));
        Assert.Equal("e2", (await RecordAsync(closed, Price)).ClosedBy);
    }

    [Fact]
    public async Task Another_cause_of_the_same_subject_puts_the_first_right()
    {
        ErrorGroup group = await FoundAsync(Price, Refused(), Start);
        ErrorGroup other = await FoundAsync(Price, Failed(), Start.AddHours(1));

        Assert.NotNull((await GroupAsync(group.Id)).ClosedAt);
        Assert.Null(other.ClosedAt);
    }

    [Fact]
    public async Task A_closed_group_that_comes_again_is_open_from_then_on_and_nobodys()
    {
        ErrorGroup group = await FoundAsync(Price, Refused(), Start);
        _ = await new ErrorCommandHandler(store, clock).TakeAsync(group.Id, "Mia", default);
        await RightAsync(Price, Start.AddHours(1), "e2");

        ErrorGroup again = await FoundAsync(Price, Refused(), Start.AddHours(3));

        Assert.Equal((null, null, Start.AddHours(3)), (again.ClosedAt, again.Owner, again.FirstSeen));
    }

    [Fact]
    public async Task A_report_of_an_earlier_state_changes_nothing()
    {
        ErrorGroup group = await FoundAsync(Price, Refused(), Start);
        await RightAsync(Price, Start.AddHours(2), "e2");

        _ = await FoundAsync(Price, Refused(), Start.AddHours(1));

        Assert.NotNull((await GroupAsync(group.Id)).ClosedAt);
    }

    [Fact]
    public async Task An_older_success_does_not_put_right_what_was_found_later()
    {
        ErrorGroup group = await FoundAsync(Price, Refused(), Start.AddHours(2));

        await RightAsync(Price, Start.AddHours(1), "e1");

        Assert.Null((await GroupAsync(group.Id)).ClosedAt);
    }

    [Fact]
    public async Task What_a_business_rule_refuses_is_not_kept()
    {
        await reporter.ReportAsync(new ErrorReport(Price, Start, [Refused() with { Severity = IssueSeverity.Info }]), default);

        Assert.Empty(await store.ListAsync(isClosed: false, default));
    }

    [Fact]
    public async Task What_is_tried_again_rings_past_half_of_its_tries_and_is_an_error_after_the_last()
    {
        ErrorGroup group = await FoundAsync(Price, Failed(), Start, "e0");
        Assert.Equal((ErrorGroupState.Retrying, IssueSeverity.Retry), (group.StateAt(clock.GetUtcNow()), group.SeverityAt(clock.GetUtcNow())));

        for (int attempt = 2; attempt <= 25; attempt++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            group = await FoundAsync(Price, Failed(), clock.GetUtcNow(), $"e{attempt}");

            Assert.Equal(attempt > 12 ? ErrorGroupState.Open : ErrorGroupState.Retrying, group.StateAt(clock.GetUtcNow()));
            Assert.Equal(attempt == 25 ? IssueSeverity.Error : IssueSeverity.Retry, group.SeverityAt(clock.GetUtcNow()));
        }
    }

    [Fact]
    public async Task What_is_tried_again_rings_after_half_of_seven_days_and_is_an_error_after_them()
    {
        ErrorGroup group = await FoundAsync(Price, Failed(), Start);

        Assert.Equal(ErrorGroupState.Retrying, group.StateAt(Start.AddHours(83)));
        Assert.Equal((ErrorGroupState.Open, IssueSeverity.Retry), (group.StateAt(Start.AddHours(84)), group.SeverityAt(Start.AddHours(84))));
        Assert.Equal(IssueSeverity.Error, group.SeverityAt(Start.AddDays(7)));
    }

    public static TheoryData<int, bool> Cuts
    {
        get
        {
            TheoryData<int, bool> cuts = [];
            for (int call = 1; call <= 12; call++)
            {
                cuts.Add(call, false);
                cuts.Add(call, true);
            }

            return cuts;
        }
    }

    /// <summary>Cut before or after any call of the store, the same report once more makes it good.</summary>
    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_report_that_was_cut_is_made_good_by_the_same_report(int call, bool isDone)
    {
        ErrorGroup first = await FoundAsync(Price, Refused(), Start);
        ErrorReport change = new(Price, Start.AddHours(1), [Failed()]) { Execution = "e2" };
        await CutAsync(change, call, isDone);

        await reporter.ReportAsync(change, default);

        ErrorGroup second = await GroupAsync(Failed().GroupId);
        Assert.Equal((Start.AddHours(1), 0), ((await GroupAsync(first.Id)).ClosedAt, (await GroupAsync(first.Id)).Count));
        Assert.Equal((null, 1), (second.ClosedAt, second.Count));
        Assert.Equal(1, (await RecordAsync(second, Price)).Attempts);
        Assert.Equal([second.Id], (await store.ListOfAsync(Price, default)).Select(static listing => listing.Group));
    }

    /// <summary>What was left is put right by the next report on the subject, whatever that says.</summary>
    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_report_that_was_cut_is_made_good_by_the_next_success(int call, bool isDone)
    {
        ErrorGroup first = await FoundAsync(Price, Refused(), Start);
        await CutAsync(new ErrorReport(Price, Start.AddHours(1), [Failed()]) { Execution = "e2" }, call, isDone);

        await RightAsync(Price, Start.AddHours(2), "e3");

        Assert.NotNull((await GroupAsync(first.Id)).ClosedAt);
        Assert.Empty(await store.ListAsync(isClosed: false, default));
        Assert.Empty(await store.ListOfAsync(Price, default));
    }

    private static ErrorFinding Refused() => new("acme", new Issue(IssueCodes.AuthRefused, null, null)) { Scope = FaultScope.Partner, Flow = "acme.price" };

    private static ErrorFinding Failed() =>
        new("acme", new Issue(IssueCodes.CallFailed, null, null)) { Scope = FaultScope.Call, Severity = IssueSeverity.Retry };

    private async Task CutAsync(ErrorReport report, int call, bool isDone)
    {
        (store.CutAt, store.IsDoneBeforeCut) = (store.Calls + call, isDone);
        try
        {
            await reporter.ReportAsync(report, default);
        }
        catch (IOException)
        {
            // Cut.
        }

        store.CutAt = 0;
    }

    private async Task<ErrorGroup> FoundAsync(ErrorSubject subject, ErrorFinding finding, DateTimeOffset at, string? execution = null)
    {
        await reporter.ReportAsync(new ErrorReport(subject, at, [finding]) { Execution = execution }, default);
        return await GroupAsync(finding.GroupId);
    }

    private Task RightAsync(ErrorSubject subject, DateTimeOffset at, string execution) =>
        reporter.ReportAsync(new ErrorReport(subject, at, []) { Execution = execution }, default);

    private async Task<ErrorGroup> GroupAsync(string id) => (await store.FindAsync(id, default))!;

    private async Task<ErrorRecord> RecordAsync(ErrorGroup group, ErrorSubject subject) => (await store.FindRecordAsync(group.Id, subject, default))!;
}
