using System.Net;
using System.Net.Sockets;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Support;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Functions.Tests.Errors;

/// <summary>Each fault that a distributor can cause, at the strict simulator or a scripted server: severity, scope and effect.</summary>
[Collection(StorageCollection.Name)]
public sealed class FaultRowTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Stock = "intcomex.stock";
    private readonly AppClock clock = new();
    private IntcomexSimulator simulator = null!;

    public async Task InitializeAsync() => simulator = await IntcomexSimulator.StartAsync(new IntcomexOptions { Cadence = TimeSpan.Zero }, clock);

    public async Task DisposeAsync() => await simulator.DisposeAsync();

    [Theory]
    [InlineData(IwsFault.GatewayFault, IssueCodes.CallFailed, 4)]
    [InlineData(IwsFault.ConnectionCut, IssueCodes.CallFailed, 4)]
    [InlineData(IwsFault.DataUnavailable, IssueCodes.CallFailed, 4)]
    [InlineData(IwsFault.TooFrequent, IssueCodes.CallsTooFrequent, 4)]
    [InlineData(IwsFault.InternalFailure, IssueCodes.ServerFault, 2)]
    public async Task What_may_pass_is_tried_in_the_run_and_then_by_the_next_one(IwsFault fault, string code, int tries)
    {
        await using PipelineApp app = await StartAsync();
        simulator.Faults.Set(fault);

        Execution ended = await RunAsync(app, Stock);

        Assert.Equal((ExecutionStatus.Failed, code), (ended.Status, ended.FirstError?.Code));
        Assert.Equal(tries, simulator.Faults.Happened[fault]);
        ErrorEntry entry = await OnlyAsync(app);
        Assert.Equal(("intcomex", FaultScope.Call, IssueSeverity.Retry, ErrorGroupState.Retrying), Said(entry));
        Assert.DoesNotContain(await app.Get<FlowDirectory>().ListAsync(default), static flow => flow.Condition is FlowCondition.Paused);

        simulator.Faults.Clear();
        app.Clock.Advance(TimeSpan.FromHours(1));
        _ = await RunAsync(app, Stock);
        Assert.Empty((await app.Get<ErrorDirectory>().ListAsync(new ErrorFilter(), 10, null, default)).Items);
    }

    [Fact]
    public async Task The_wait_that_is_asked_for_is_kept()
    {
        await using PipelineApp app = await StartAsync();
        simulator.Faults.Set(IwsFault.TooManyRequests);
        simulator.Faults.Set(IwsFault.TooFrequent, 1);

        Execution ended = await RunAsync(app, Stock);

        Assert.NotEqual(ExecutionStatus.Failed, ended.Status);
        Assert.InRange(simulator.Journal.Entries.Count, 2, 3);
    }

    [Fact]
    public async Task A_500_is_an_error_on_the_third_day()
    {
        await using PipelineApp app = await StartAsync();
        simulator.Faults.Set(IwsFault.InternalFailure);
        _ = await RunAsync(app, Stock);

        ErrorGroup group = (await OnlyAsync(app)).Group;

        Assert.Equal(IssueSeverity.Retry, group.SeverityAt(group.FirstSeen.AddHours(47)));
        Assert.Equal((IssueSeverity.Error, ErrorGroupState.Open), (group.SeverityAt(group.FirstSeen.AddHours(48)), group.StateAt(group.FirstSeen.AddHours(48))));
    }

    [Fact]
    public async Task A_web_page_where_data_is_due_concerns_the_partner_and_is_an_error_after_a_day()
    {
        await using PipelineApp app = await StartAsync();
        simulator.Faults.Set(IwsFault.HtmlBody);

        Execution ended = await RunAsync(app, Stock);

        Assert.Equal((ExecutionStatus.Failed, IssueCodes.PartnerUnavailable), (ended.Status, ended.FirstError?.Code));
        ErrorEntry entry = await OnlyAsync(app);
        Assert.Equal(("intcomex", FaultScope.Partner, IssueSeverity.Retry, ErrorGroupState.Retrying), Said(entry));
        Assert.Equal(IssueSeverity.Retry, entry.Group.SeverityAt(entry.Group.FirstSeen.AddHours(23)));
        Assert.Equal(IssueSeverity.Error, entry.Group.SeverityAt(entry.Group.FirstSeen.AddHours(24)));
        Assert.DoesNotContain(await app.Get<FlowDirectory>().ListAsync(default), static flow => flow.Condition is FlowCondition.Paused);
    }

    [Theory]
    [InlineData(false, IssueCodes.CallerNotRegistered)]
    [InlineData(true, IssueCodes.AuthRefused)]
    public async Task Who_is_refused_rings_once_and_pauses_the_partners_flows_until_one_runs_well(bool wrongKey, string code)
    {
        await using PipelineApp app = await StartAsync(wrongKey ? "wrong" : null);
        if (!wrongKey)
        {
            simulator.Faults.Set(IwsFault.UnregisteredAddress);
        }

        Execution ended = await RunAsync(app, Stock);
        _ = await RunAsync(app, "intcomex.catalog");

        Assert.Equal((ExecutionStatus.Failed, code), (ended.Status, ended.FirstError?.Code));
        ErrorEntry entry = Assert.Single(await app.Get<ErrorDirectory>().ListRingingAsync(default));
        Assert.Equal(("intcomex", FaultScope.Partner, IssueSeverity.Error, ErrorGroupState.Open), Said(entry));
        Assert.Equal(2, entry.Group.Count);
        Assert.All(await FlowsAsync(app), flow => Assert.Equal((FlowCondition.Paused, code), (flow.Condition, flow.State.PausedFor)));
        if (wrongKey)
        {
            return;
        }

        simulator.Faults.Clear();
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        _ = await RunAsync(app, Stock);
        Assert.All(await FlowsAsync(app), static flow => Assert.NotEqual(FlowCondition.Paused, flow.Condition));
        Assert.Equal("intcomex.catalog", Assert.Single((await OnlyAsync(app)).Group.Flows));
    }

    [Fact]
    public async Task A_file_server_that_is_not_there_is_asked_four_times_and_again_by_the_next_run()
    {
        await using ScriptedFtp server = new(static _ => "421 Too many users", greeting: "421 Too many users");
        await using PipelineApp app = await StartAsync(null, "--Distributors:IngramMicro:Feeds:Price:Url", server.Address);

        Execution ended = await RunAsync(app, "ingram.price");

        Assert.Equal(ExecutionStatus.Failed, ended.Status);
        Assert.Equal(4, server.Connections);
        Assert.Equal(("ingram-micro", FaultScope.Call, IssueSeverity.Retry, ErrorGroupState.Retrying), Said(await OnlyAsync(app)));
    }

    [Fact]
    public async Task A_file_server_that_refuses_the_login_is_asked_once_and_the_partners_flows_are_paused()
    {
        await using ScriptedFtp server = new(static command => command[..4] switch { "USER" => "331 Password", "PASS" => "530 Login incorrect", _ => "500 Unknown" });
        await using PipelineApp app = await StartAsync(
            null, "--Distributors:IngramMicro:Feeds:Price:Url", server.Address, "--Distributors:IngramMicro:Feeds:Price:UserName", "mia",
            "--Distributors:IngramMicro:Feeds:Price:Password", "wrong");

        Execution ended = await RunAsync(app, "ingram.price");

        Assert.Equal("FTP_LOGIN_REFUSED", ended.FirstError?.Code);
        Assert.Equal(1, server.Connections);
        Assert.Equal(("ingram-micro", FaultScope.Partner, IssueSeverity.Error, ErrorGroupState.Open), Said(await OnlyAsync(app)));
        Flow stock = (await app.Get<FlowDirectory>().FindAsync("ingram.stock", default))!;
        Assert.Equal((FlowCondition.Paused, "FTP_LOGIN_REFUSED"), (stock.Condition, stock.State.PausedFor));
    }

    private static (string Partner, FaultScope Scope, string Severity, ErrorGroupState State) Said(ErrorEntry entry) =>
        (entry.Group.Partner, entry.Group.Scope, entry.Severity, entry.State);

    private static async Task<ErrorEntry> OnlyAsync(PipelineApp app) =>
        Assert.Single((await app.Get<ErrorDirectory>().ListAsync(new ErrorFilter(), 10, null, default)).Items);

    private static async Task<IReadOnlyList<Flow>> FlowsAsync(PipelineApp app) =>
        [.. (await app.Get<FlowDirectory>().ListAsync(default)).Where(static flow => flow.Definition is { Distributor: "intcomex", MissingSetting: null })];

    private async Task<PipelineApp> StartAsync(string? accessKey = null, params string[] settings)
    {
        IntcomexOptions account = new();
        PipelineApp app = await PipelineApp.StartAsync(
            storage,
            null,
            [
                "--Distributors:Intcomex:TimeZone", "America/Panama", "--Distributors:Intcomex:Services:Url", simulator.Url.ToString(),
                "--Distributors:Intcomex:Services:ApiKey", account.ApiKey, "--Distributors:Intcomex:Services:AccessKey", accessKey ?? account.AccessKey,
                .. settings,
            ]);
        app.Runner.Takes = static _ => false;
        clock.Of = app.Clock;
        return app;
    }

    /// <summary>Runs a flow on a clock that goes on while it waits.</summary>
    private static async Task<Execution> RunAsync(PipelineApp app, string flow)
    {
        StartResult result = await app.Get<FlowStarter>().OverrideAsync(flow, "anna", default);
        _ = await app.TakeMessagesAsync();
        Task<Execution?> running = app.Get<FlowExecutor>().RunAsync(new FlowExecutionMessage(result.Execution!.Id, flow), default);
        while (!running.IsCompleted)
        {
            app.Clock.Advance(TimeSpan.FromMilliseconds(500));
            _ = await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        Execution ended = (await running)!;

        // What has landed is read by the blob's event; nobody raises it here.
        return ended.Status is not ExecutionStatus.Running ? ended : await app.Get<IExecutionStore>().UpdateAsync(
            ended.Id, execution => execution with { Status = ExecutionStatus.Succeeded, FinishedAt = app.Clock.GetUtcNow() }, default);
    }

    /// <summary>The clock of the app, which the simulator reads too.</summary>
    private sealed class AppClock : TimeProvider
    {
        public TimeProvider Of { get; set; } = System;

        public override long TimestampFrequency => Of.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Of.GetUtcNow();

        public override long GetTimestamp() => Of.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            Of.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>A file server that answers commands as told.</summary>
    private sealed class ScriptedFtp : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Func<string, string> answer;
        private readonly string greeting;
        private readonly Task serving;
        private int connections;

        public ScriptedFtp(Func<string, string> answer, string greeting = "220 Ready")
        {
            (this.answer, this.greeting) = (answer, greeting);
            listener.Start();
            serving = ServeAsync();
        }

        public string Address => $"ftp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/PRICE.TXT";

        public int Connections => connections;

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
            listener.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await listener.AcceptTcpClientAsync();
                    connections++;
                    await TalkAsync(client);
                }
            }
            catch (Exception stop) when (stop is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task TalkAsync(TcpClient client)
        {
            using StreamReader reader = new(client.GetStream());
            await using StreamWriter writer = new(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
            try
            {
                await writer.WriteLineAsync(greeting);
                while (await reader.ReadLineAsync() is { } command)
                {
                    await writer.WriteLineAsync(command.Length < 4 ? "500 Unknown" : answer(command));
                }
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }
}
