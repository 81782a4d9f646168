using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Hosting;

/// <summary>
/// Deadlines below the host's time-out of ten minutes, at which it would kill the worker with everything else in it: the token
/// falls after eight, and after nine and a half a function that ignores it is given up.
/// </summary>
[Collection(StorageCollection.Name)]
public sealed class DeadlineTests(StorageEmulator storage) : IDistributorServiceDirectory, IDistributorService
{
    private const string Enquiry = """{"items":[{"sku":"1"}]}""";

    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isObedient = true;

    public IReadOnlyList<string> Distributors => ["ingram-micro"];

    public string Distributor => "ingram-micro";

    [Fact]
    public async Task The_token_of_a_queue_function_falls_before_the_host_loses_patience()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        CancellationToken seen = default;
        app.Runner.Work = (execution, token) => app.Runner.HoldAsync(execution, seen = token);
        Task<string?> call = await BeginAsync(app);

        app.Clock.Advance(TimeSpan.FromMinutes(7.9));
        Assert.False(seen.IsCancellationRequested);
        app.Clock.Advance(TimeSpan.FromMinutes(0.2));

        Assert.NotNull(await call);
        Assert.True(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task A_function_that_ignores_its_token_is_given_up_and_the_worker_goes_on()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        app.Runner.Work = (execution, _) => app.Runner.HoldAsync(execution, CancellationToken.None);
        Task<string?> call = await BeginAsync(app);

        app.Clock.Advance(TimeSpan.FromMinutes(9.4));
        Assert.False(call.IsCompleted);
        app.Clock.Advance(TimeSpan.FromMinutes(0.2));

        Assert.Contains("timed out", await call, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/api/health")).StatusCode);
    }

    [Fact]
    public async Task The_token_of_a_request_falls_too_and_its_caller_gets_a_problem()
    {
        await using PipelineApp app = await StartAsync();
        Task<HttpResponseMessage> call = app.PostJsonAsync("/api/price-availability", Enquiry);
        await asked.Task;

        app.Clock.Advance(TimeSpan.FromMinutes(8.1));

        _ = await ProblemAssert.IsAsync(await call, HttpStatusCode.InternalServerError, "UNEXPECTED_FAULT");
    }

    [Fact]
    public async Task What_was_done_in_spite_of_the_token_is_answered()
    {
        isObedient = false;
        await using PipelineApp app = await StartAsync();
        Task<HttpResponseMessage> call = app.PostJsonAsync("/api/price-availability", Enquiry);
        await asked.Task;

        app.Clock.Advance(TimeSpan.FromMinutes(8.1));
        released.SetResult();

        Assert.Contains("\"status\":\"NOT_ANSWERED\"", (await (await call).JsonAsync()).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_a_request_falls_when_its_caller_goes_away()
    {
        await using PipelineApp app = await StartAsync();
        using CancellationTokenSource away = new();
        Task<HttpResponseMessage> call = app.PostJsonAsync("/api/price-availability", Enquiry, away.Token);
        await asked.Task;

        await away.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => released.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    public IDistributorService? For(string distributor, bool isTest) => this;

    public async Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken)
    {
        if (isObedient)
        {
            _ = cancellationToken.Register(() => released.TrySetCanceled(cancellationToken));
        }

        asked.SetResult();
        await released.Task;
        return new PriceAnswers([new PriceAnswer { Query = items[0], Status = IssueCodes.NotAnswered, At = DateTimeOffset.UnixEpoch }], null);
    }

    public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) => throw new NotSupportedException();

    public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();

    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static async Task<Task<string?>> BeginAsync(PipelineApp app)
    {
        _ = await app.PostAsync("/api/flows/ingram.price/run");
        Task<string?> call = app.DeliverAsync("RunFlow", Assert.Single(await app.TakeMessagesAsync()));
        await app.Runner.Holding.Task;
        return call;
    }

    private Task<PipelineApp> StartAsync() =>
        PipelineApp.StartAsync(storage, services => services.AddSingleton<IDistributorServiceDirectory>(this));
}
