using Azure.Data.Tables;
using Pipeline.Core.Executions;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Core.Errors;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;
using Pipeline.Storage.Orders;

namespace Pipeline.Functions.Tests.Errors;

/// <summary>What fails or waits for a person is a group of errors, and closes by itself.</summary>
[Collection(StorageCollection.Name)]
public sealed class ErrorReportingTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_run_that_broke_off_is_a_group_until_a_later_run_of_the_flow_ends_well()
    {
        await RunAsync("ingram.price", new TimeoutException("no answer"));

        ErrorEntry entry = Assert.Single(await ListAsync());
        Assert.Equal(("ingram-micro", IssueCodes.CallTimedOut, FaultScope.Call), (entry.Group.Partner, entry.Group.Code, entry.Group.Scope));
        Assert.Equal((ErrorGroupState.Retrying, IssueSeverity.Retry), (entry.State, entry.Severity));
        Assert.Equal("ingram.price", Assert.Single(entry.Group.Flows));

        app.Clock.Advance(TimeSpan.FromHours(1));
        Execution good = await RunAsync("ingram.price", ExecutionStatus.NothingToDo);

        Assert.Empty(await ListAsync());
        ErrorGroup closed = Assert.Single(await app.Get<IErrorStore>().ListAsync(isClosed: true, default));
        Assert.Equal(good.Id, closed.ClosedBy);
    }

    [Fact]
    public async Task A_login_that_is_refused_rings_once_and_pauses_all_flows_of_the_partner()
    {
        await RunAsync("ingram.price", Refused());

        ErrorEntry entry = Assert.Single(await app.Get<ErrorDirectory>().ListRingingAsync(default));
        Assert.Equal((IssueCodes.AuthRefused, FaultScope.Partner), (entry.Group.Code, entry.Group.Scope));
        IReadOnlyList<Flow> flows = await app.Get<FlowDirectory>().ListAsync(default);
        Assert.All(
            flows.Where(static flow => flow.Definition is { Distributor: "ingram-micro", MissingSetting: null }),
            static flow => Assert.Equal((FlowCondition.Paused, "system", IssueCodes.AuthRefused), (flow.Condition, flow.State.PausedBy, flow.State.PausedFor)));
        Assert.All(flows.Where(static flow => flow.Definition.Distributor != "ingram-micro"), static flow => Assert.Null(flow.State.PausedFor));
    }

    [Fact]
    public async Task A_person_runs_a_flow_that_is_paused_for_a_fault_and_its_success_resumes_them_all()
    {
        await RunAsync("ingram.price", Refused());
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Execution good = await RunAsync("ingram.stock", ExecutionStatus.Succeeded);

        Assert.Equal(ExecutionStatus.Succeeded, good.Status);
        Assert.All(await app.Get<FlowDirectory>().ListAsync(default), static flow => Assert.NotEqual(FlowCondition.Paused, flow.Condition));
        Assert.Equal("ingram.price", Assert.Single((await app.Get<ErrorDirectory>().ListRingingAsync(default)).Single().Group.Flows));
    }

    [Fact]
    public async Task The_schedule_does_not_run_what_is_paused_for_a_fault()
    {
        _ = await app.Get<FlowTimer>().StartDueAsync(default);
        await RunAsync("ingram.price", Refused());
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Execution due = Assert.Single(await app.Get<FlowTimer>().StartDueAsync(default));

        Execution? skipped = await app.Get<FlowExecutor>().RunAsync(new FlowExecutionMessage(due.Id, due.Flow), default);

        Assert.Equal(ExecutionStatus.Paused, skipped!.Status);
    }

    [Fact]
    public async Task What_a_person_has_paused_stays_paused()
    {
        FlowDefinition stock = app.Get<FlowCatalog>().Find("ingram.stock")!;
        _ = await app.Get<FlowEditor>().ApplyAsync(stock, new FlowChange { Paused = true, Reason = "stock taking" }, "anna", default);
        await RunAsync("ingram.price", Refused());
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        _ = await RunAsync("ingram.price", ExecutionStatus.Succeeded);

        Flow flow = (await app.Get<FlowDirectory>().FindAsync("ingram.stock", default))!;
        Assert.Equal((FlowCondition.Paused, "stock taking", "anna"), (flow.Condition, flow.State.PausedReason, flow.State.PausedBy));
        Assert.Equal(StartRefusal.Paused, (await app.Get<FlowStarter>().RunNowAsync("ingram.stock", "anna", default)).Refusal);
    }

    [Fact]
    public async Task A_held_file_waits_and_rings_until_a_person_has_decided_whatever_runs_meanwhile()
    {
        Execution held = await RunAsync("ingram.price", ExecutionStatus.Held);
        app.Clock.Advance(TimeSpan.FromHours(1));
        _ = await RunAsync("ingram.price", ExecutionStatus.NothingToDo);

        ErrorEntry entry = Assert.Single(await app.Get<ErrorDirectory>().ListRingingAsync(default));
        Assert.Equal(new ErrorSubject(ErrorSubject.Execution, held.Id), Assert.Single(entry.Group.Examples).Subject);

        _ = await app.Get<IExecutionStore>().UpdateAsync(held.Id, execution => execution with { Status = ExecutionStatus.Refused, DecidedBy = "rejected by anna", FinishedAt = app.Clock.GetUtcNow() }, default);

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_refused_file_waits_until_a_later_one_is_read_and_not_only_until_nothing_new_is_there()
    {
        _ = await RunAsync("ingram.price", ExecutionStatus.Refused, new Issue(IssueCodes.FeedColumns, null, null));
        app.Clock.Advance(TimeSpan.FromHours(1));
        _ = await RunAsync("ingram.price", ExecutionStatus.NothingToDo);
        Assert.Equal(IssueCodes.FeedColumns, Assert.Single(await ListAsync()).Group.Code);

        app.Clock.Advance(TimeSpan.FromHours(1));
        _ = await RunAsync("ingram.price", ExecutionStatus.Succeeded);

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Rows_that_failed_are_a_group_for_each_code_and_column()
    {
        Issue[] rows = [Row(IssueCodes.SkuMissing, "SKU", 3), Row(IssueCodes.PriceUnreadable, "Price", 4), Row(IssueCodes.PriceUnreadable, "Price", 5), Row(IssueCodes.PriceUnreadable, "Fee", 6)];
        app.Runner.Work = async (execution, cancellationToken) =>
        {
            string report = await app.Get<IReportStore>().SaveAsync(execution.Id, rows, cancellationToken);
            _ = await app.Get<IExecutionStore>().UpdateAsync(
                execution.Id, state => state with { Status = ExecutionStatus.Partial, FinishedAt = app.Clock.GetUtcNow(), Report = report, Counts = new FeedCounts { Read = 9, Unchanged = 5, Failed = 4 } }, cancellationToken);
        };
        _ = await ExecuteAsync("ingram.price");

        Assert.Equal(
            ["PRICE_UNREADABLE Fee Line 6", "PRICE_UNREADABLE Price Line 4", "SKU_MISSING SKU Line 3"],
            (await ListAsync()).Select(static entry => $"{entry.Group.Code} {entry.Group.Field} {entry.Group.Issue.Where}").Order());

        app.Clock.Advance(TimeSpan.FromHours(1));
        _ = await RunAsync("ingram.price", ExecutionStatus.Succeeded);
        Assert.Empty(await ListAsync());

        static Issue Row(string code, string column, long line) =>
            Issue.OfRow(new RowPlace(line) { Column = column }, code, IssueSeverity.Error, null, "wrong");
    }

    [Fact]
    public async Task An_invoice_that_differs_rings_until_it_does_not()
    {
        InvoiceRecord invoice = new()
        {
            Id = "ingram-micro-1", Distributor = "ingram-micro", OrderIds = ["o1"], ChangedAt = app.Clock.GetUtcNow(),
            Invoice = new Invoice { InvoiceNumber = "4711", Kind = InvoiceKind.Invoice, Date = new DateOnly(2026, 3, 9), Currency = "EUR" },
            Differences = [new Issue(IssueCodes.AmountDiffers, "line 1", "7.00")],
        };
        await app.Get<IInvoiceStore>().PutAsync(invoice, default);
        Assert.Equal(("ingram-micro", IssueCodes.AmountDiffers), Of(Assert.Single(await app.Get<ErrorDirectory>().ListRingingAsync(default))));

        await app.Get<IInvoiceStore>().PutAsync(invoice with { Differences = [], ChangedAt = app.Clock.GetUtcNow().AddHours(1) }, default);

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_cancelled_run_says_nothing()
    {
        await RunAsync("ingram.price", new TimeoutException("no answer"));
        app.Clock.Advance(TimeSpan.FromHours(1));

        _ = await RunAsync("ingram.price", ExecutionStatus.Cancelled);

        _ = Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task A_blocked_order_is_a_group_of_its_obstacle_until_it_goes_on()
    {
        string id = await app.PlaceAsync(OrderCalls.Elsewhere);
        Issue obstacle = new Issue(IssueCodes.PriceAboveLimit, "line 1", "685.00 EUR") { Expected = "612.40 EUR" }.With("article", "7100231");
        await ChangeAsync(id, record => record with { Order = record.Order with { BlockedReason = "blocked", Obstacles = [obstacle] } });

        ErrorEntry entry = Assert.Single(await app.Get<ErrorDirectory>().ListRingingAsync(default));
        Assert.Equal((IssueCodes.PriceAboveLimit, obstacle), (entry.Group.Code, entry.Group.Issue));
        Assert.Equal(new ErrorSubject(ErrorSubject.Order, id), Assert.Single(entry.Group.Examples).Subject);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(id, static record => record with { Order = record.Order with { BlockedReason = null } });

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task An_alarm_of_an_order_is_a_group_until_it_is_cleared()
    {
        string id = await app.PlaceAsync(OrderCalls.Elsewhere);
        Issue issue = new Issue(IssueCodes.ResponseOverdue, "PO-1", null).With("distributor", "ingram-micro");
        OrderAlarm alarm = new(issue.Code, issue.Where!, issue.Sentence, app.Clock.GetUtcNow(), null) { Issue = issue };
        await ChangeAsync(id, record => record with { Alarms = [alarm] });
        Assert.Equal(("ingram-micro", IssueCodes.ResponseOverdue), Of(Assert.Single(await ListAsync())));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(id, record => record with { Alarms = [alarm with { ClearedAt = app.Clock.GetUtcNow() }] });

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_change_whose_report_was_cut_is_made_good_by_the_sweep()
    {
        string id = await app.PlaceAsync(OrderCalls.Elsewhere);
        WatchedOrders cut = new(app.Get<OrderStore>(), new CutReporter(), app.Get<IErrorNotes>());
        Issue obstacle = new(IssueCodes.AddressMissing, null, null);
        await Assert.ThrowsAsync<IOException>(() => new OrderUpdater(cut, app.Clock).UpdateAsync(
            id, change => change.Record = change.Record with { Order = change.Record.Order with { BlockedReason = "blocked", Obstacles = [obstacle] } }, default));
        Assert.Empty(await ListAsync());

        app.Clock.SetUtcNow(DateTimeOffset.UtcNow.AddMinutes(3));
        Assert.Equal(1, await app.Get<ErrorSweep>().SweepAsync(default));

        Assert.Equal(IssueCodes.AddressMissing, Assert.Single(await ListAsync()).Group.Code);
        Assert.Equal(0, await app.Get<ErrorSweep>().SweepAsync(default));
    }

    [Fact]
    public async Task A_rebuild_says_what_is_stored_and_leaves_what_people_did()
    {
        string id = await app.PlaceAsync(OrderCalls.Elsewhere);
        await ChangeAsync(id, static record => record with { Order = record.Order with { BlockedReason = "blocked", Obstacles = [new Issue(IssueCodes.AddressMissing, null, null)] } });
        await RunAsync("ingram.price", Refused());
        _ = await RunAsync("ingram.stock", ExecutionStatus.Held);
        string[] before = [.. (await ListAsync()).Select(static entry => entry.Group.Id)];
        _ = await app.Get<ErrorCommandHandler>().TakeAsync(before[0], "anna", default);

        // One that nobody stands for, and one that is not there any more.
        ErrorFinding stray = new("ingram-micro", new Issue(IssueCodes.AddressMissing, null, null)) { Field = "stray" };
        await app.Get<IErrorReporter>().ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Order, "no such order"), app.Clock.GetUtcNow(), [stray]), default);
        _ = await app.Get<ErrorSweep>().RebuildAsync(default);

        Assert.Equal(before, (await ListAsync()).Select(static entry => entry.Group.Id));
        Assert.Equal("anna", (await ListAsync())[0].Group.Owner!.By);

        await ForgetAsync();
        Assert.Empty(await ListAsync());
        _ = await app.Get<ErrorSweep>().RebuildAsync(default);
        Assert.Equal(before, (await ListAsync()).Select(static entry => entry.Group.Id));
    }

    private async Task ForgetAsync()
    {
        TableClient table = app.Get<TableServiceClient>().GetTableClient(StorageNames.ErrorsTable);
        await foreach (TableEntity row in table.QueryAsync<TableEntity>())
        {
            _ = await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }
    }

    private static (string Partner, string Code) Of(ErrorEntry entry) => (entry.Group.Partner, entry.Group.Code);

    private static HttpRequestException Refused() => new("login", null, System.Net.HttpStatusCode.Unauthorized);

    private async Task<IReadOnlyList<ErrorEntry>> ListAsync() => (await app.Get<ErrorDirectory>().ListAsync(new ErrorFilter(), 100, null, default)).Items;

    private async Task<Execution> RunAsync(string flow, ExecutionStatus status, Issue? error = null)
    {
        bool isHeld = status is ExecutionStatus.Held;
        app.Runner.Work = ScriptedRunner.EndAs(app.Get<IExecutionStore>(), execution => execution with
        {
            Status = status,
            FinishedAt = isHeld ? null : app.Clock.GetUtcNow(),
            HeartbeatAt = app.Clock.GetUtcNow(),
            Counts = status is ExecutionStatus.Succeeded ? new FeedCounts { Read = 9, Unchanged = 9 } : new FeedCounts(),
            HoldReason = isHeld ? "41 % would disappear" : null,
            FirstError = error ?? (isHeld ? new Issue(IssueCodes.GuardRemoved, null, null) { SaidCause = "41 % would disappear" } : null),
        });
        return await ExecuteAsync(flow);
    }

    private async Task RunAsync(string flow, Exception fault)
    {
        app.Runner.Work = (_, _) => Task.FromException(fault);
        _ = await ExecuteAsync(flow);
    }

    private async Task<Execution> ExecuteAsync(string flow)
    {
        StartResult result = await app.Get<FlowStarter>().RunNowAsync(flow, "anna", default);
        _ = await app.TakeMessagesAsync();
        return (await app.Get<FlowExecutor>().RunAsync(new FlowExecutionMessage(result.Execution!.Id, flow), default))!;
    }

    private async Task ChangeAsync(string id, Func<OrderRecord, OrderRecord> with) => Assert.NotNull(
        await app.Get<OrderUpdater>().UpdateAsync(id, change => change.Record = with(change.Record), default));

    private sealed class CutReporter : IErrorReporter
    {
        public Task ReportAsync(ErrorReport report, CancellationToken cancellationToken) => Task.FromException(new IOException("cut"));
    }
}
