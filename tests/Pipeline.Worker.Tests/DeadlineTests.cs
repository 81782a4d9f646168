using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.TestSupport;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

/// <summary>Function timeout of 100 seconds: the token falls at 80, the answer is given at 95.</summary>
public sealed class DeadlineTests
{
    private const int Lines = 1000;
    private const string Body = """{"Data":{"message":"\"x\""},"Metadata":{}}""";

    private readonly TestClock _time = new();
    private readonly RunLedger _ledger = new();

    [Fact]
    public async Task The_token_falls_at_the_inner_deadline_and_the_call_fails()
    {
        await using RunningApp app = await StartAsync(TimeSpan.FromSeconds(100));
        Task<HttpResponseMessage> call = app.CallAsync("Obedient", Body);
        await _ledger.Started.Task;
        await WaitFor.TrueAsync(() => _time.TimersMade == 2);

        _time.Advance(TimeSpan.FromSeconds(79));
        Assert.False(_ledger.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));

        using HttpResponseMessage answer = await call;
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.True(_ledger.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task The_token_of_a_request_falls_at_the_inner_deadline_too()
    {
        await using RunningApp app = await StartAsync(TimeSpan.FromSeconds(100));
        Task<HttpResponseMessage> call = app.Client.GetAsync("/wait");
        await _ledger.Started.Task;

        _time.Advance(TimeSpan.FromSeconds(79));
        Assert.False(_ledger.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));

        using HttpResponseMessage answer = await call.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_done_is_answered_although_the_token_has_fallen()
    {
        await using RunningApp app = await StartAsync(TimeSpan.FromSeconds(100));
        Task<HttpResponseMessage> call = app.Client.GetAsync("/finish");
        await _ledger.Started.Task;

        _time.Advance(TimeSpan.FromSeconds(80));
        _ledger.ReleaseAsync.SetResult();

        using HttpResponseMessage answer = await call;
        Assert.Equal(Lines, (await answer.Content.ReadFromJsonAsync<string[]>())!.Length);
    }

    [Theory]
    [InlineData("Deaf")]
    [InlineData("Blocking")]
    public async Task A_function_that_ignores_its_token_is_answered_before_the_host_kills_the_process(string function)
    {
        await using RunningApp app = await StartAsync(TimeSpan.FromSeconds(100));
        Task<HttpResponseMessage> call = app.CallAsync(function, Body);
        await _ledger.Started.Task;
        await WaitFor.TrueAsync(() => _time.TimersMade == 2);

        _time.Advance(TimeSpan.FromSeconds(95));

        using HttpResponseMessage answer = await call;
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.False(_ledger.Ended.Task.IsCompleted);

        _ledger.Release.Set();
        _ledger.ReleaseAsync.SetResult();
        await _ledger.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Without_a_function_timeout_there_is_no_deadline()
    {
        await using RunningApp app = await StartAsync(Timeout.InfiniteTimeSpan);
        Task<HttpResponseMessage> call = app.CallAsync("Deaf", Body);
        await _ledger.Started.Task;

        _time.Advance(TimeSpan.FromDays(30));
        Assert.False(_ledger.Token.IsCancellationRequested);

        _ledger.ReleaseAsync.SetResult();
        using HttpResponseMessage answer = await call;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_token_falls_when_the_host_goes_away()
    {
        await using RunningApp app = await StartAsync(TimeSpan.FromSeconds(100));
        Task<HttpResponseMessage> call = app.CallAsync("Obedient", Body);
        await _ledger.Started.Task;

        app.Client.CancelPendingRequests();

        await Assert.ThrowsAsync<TaskCanceledException>(() => call);
        await _ledger.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(_ledger.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task The_token_falls_when_the_process_stops()
    {
        RunningApp app = await StartAsync(TimeSpan.FromSeconds(100));
        Task<HttpResponseMessage> call = app.CallAsync("Obedient", Body);
        await _ledger.Started.Task;

        Task stop = app.StopAsync();

        using HttpResponseMessage answer = await call;
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        await stop;
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_scope_of_an_abandoned_run_lives_as_long_as_the_run()
    {
        await using RunningApp app = await StartAsync(TimeSpan.FromSeconds(100));
        Task<HttpResponseMessage> call = app.CallAsync("Deaf", Body);
        await _ledger.Started.Task;
        await WaitFor.TrueAsync(() => _time.TimersMade == 2);

        _time.Advance(TimeSpan.FromSeconds(95));
        using HttpResponseMessage answer = await call;
        Assert.False(_ledger.ScopeEnded.Task.IsCompleted);

        _ledger.ReleaseAsync.SetResult();
        await _ledger.ScopeEnded.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Task<RunningApp> StartAsync(TimeSpan functionTimeout) => RunningApp.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.Services.AddSingleton(_ledger);
            builder.Services.AddScoped<ScopeWitness>();
            builder.Services.Configure<FunctionsWorkerOptions>(options => options.FunctionTimeout = functionTimeout);
        },
        typeof(SlowFunctions));

    public sealed class RunLedger
    {
        public CancellationToken Token { get; set; }

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource ScopeEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource ReleaseAsync { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Release { get; } = new();
    }

    public sealed class ScopeWitness(RunLedger ledger) : IDisposable
    {
        public void Dispose() => ledger.ScopeEnded.SetResult();
    }

    public sealed class SlowFunctions(RunLedger ledger, ScopeWitness witness)
    {
        [Function("Obedient")]
        public async Task Obedient([QueueTrigger("q")] string message, CancellationToken cancellationToken)
        {
            Begin(message, cancellationToken);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                ledger.Ended.SetResult();
            }
        }

        [Function("Wait")]
        public async Task Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request)
        {
            Begin("x", request.HttpContext.RequestAborted);
            await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
        }

        [Function("Finish")]
        public async Task<IResult> Finish([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "finish")] HttpRequest request)
        {
            Begin("x", request.HttpContext.RequestAborted);
            await ledger.ReleaseAsync.Task;
            return TypedResults.Json(Enumerable.Repeat(new string('x', 1000), Lines));
        }

        [Function("Deaf")]
        public async Task Deaf([QueueTrigger("q")] string message, FunctionContext context)
        {
            Begin(message, context.CancellationToken);
            await ledger.ReleaseAsync.Task;
            ledger.Ended.SetResult();
        }

        [Function("Blocking")]
        public void Blocking([QueueTrigger("q")] string message, FunctionContext context)
        {
            Begin(message, context.CancellationToken);
            ledger.Release.Wait();
            ledger.Ended.SetResult();
        }

        private void Begin(string message, CancellationToken token)
        {
            Assert.NotNull(witness);
            Assert.Equal("x", message);
            ledger.Token = token;
            ledger.Started.SetResult();
        }
    }
}
