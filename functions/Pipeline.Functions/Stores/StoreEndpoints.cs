using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Channels;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Stores;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Stores;

/// <summary>Shows stores, and takes them live.</summary>
[Tags("stores")]
public sealed class StoreEndpoints(
    StoreDirectory stores, ChannelCatalog channels, IStoreStateStore states, ListingDirectory listings, StoreChecklist checklist, StoreModeSwitch modes, TimeProvider clock)
{
    /// <summary>Lists the stores.</summary>
    [Function("ListStores")]
    [EndpointSummary("List the stores, by their codes")]
    [Answers<Page<StoreView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores")] HttpRequest request)
    {
        Dictionary<string, StoreState> known = (await states.ListAsync(request.HttpContext.RequestAborted)).ToDictionary(static state => state.Code, StringComparer.Ordinal);
        return TypedResults.Json(
            new Page<StoreView>(
                [.. stores.All.Select(store => StoreView.Of(store, known.GetValueOrDefault(store.Code) ?? new StoreState { Code = store.Code }, channels.Of(store), clock.GetUtcNow()))],
                null),
            PipelineJson.Readable.StoreList);
    }

    /// <summary>Shows one store.</summary>
    [Function("GetStore")]
    [EndpointSummary("Show a store with its listings counted and its checklist")]
    [Answers<StoreView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}")] HttpRequest request,
        [Description("Code of the store")] string store) => WithAsync(store, found => ShowAsync(found, request.HttpContext.RequestAborted));

    /// <summary>Asks a store whether it lets us in.</summary>
    [Function("TestStore")]
    [Audited("store.test", "store")]
    [EndpointSummary("Ask a store whether it lets us in; nothing is changed there")]
    [Answers<StoreTestView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public Task<IResult> TestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/stores/{store}/test")] HttpRequest request,
        [Description("Code of the store")] string store) => WithAsync(store, async found =>
    {
        ConnectionTestResult result = await checklist.TestAsync(found, request.HttpContext.RequestAborted);
        return TypedResults.Json(
            new StoreTestView(result.Outcome, result.Problem is { } problem ? IssueView.Of(problem) : null, result.ExchangeId), PipelineJson.Readable.StoreTestView);
    });

    /// <summary>Takes a store live.</summary>
    [Function("TakeStoreLive")]
    [Audited("store.goLive", "store")]
    [EndpointSummary("Take a store live, if nothing of its checklist is open")]
    [Answers<StoreView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public Task<IResult> GoLiveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/stores/{store}/go-live")] HttpRequest request,
        [Description("Code of the store")] string store) => WithAsync(store, async found =>
    {
        IReadOnlyList<Issue> open = await modes.GoLiveAsync(found, Caller.Of(request), request.HttpContext.RequestAborted);
        return open.Count == 0
            ? await ShowAsync(found, request.HttpContext.RequestAborted)
            : ProblemFactory.Of(StatusCodes.Status409Conflict, new Issue(IssueCodes.StoreNotReady, null, null).With("count", open.Count), open);
    });

    /// <summary>Takes a store back to test mode.</summary>
    [Function("TakeStoreBackToTest")]
    [Audited("store.backToTest", "store")]
    [EndpointSummary("Take a store back to test mode: nothing more is written to it")]
    [Answers<StoreView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public Task<IResult> BackToTestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/stores/{store}/back-to-test")] HttpRequest request,
        [Description("Code of the store")] string store) => WithAsync(store, async found =>
    {
        await modes.BackToTestAsync(found, Caller.Of(request), request.HttpContext.RequestAborted);
        return await ShowAsync(found, request.HttpContext.RequestAborted);
    });

    internal static IResult Unknown(string store) => ProblemFactory.NotFound(new Issue(IssueCodes.StoreUnknown, null, store));

    private async Task<IResult> WithAsync(string store, Func<Store, Task<IResult>> answer) =>
        stores.Find(store) is { } found ? await answer(found) : Unknown(store);

    private async Task<IResult> ShowAsync(Store store, CancellationToken cancellationToken)
    {
        StoreState state = await states.FindAsync(store.Code, cancellationToken);
        StoreView view = StoreView.Of(store, state, channels.Of(store), clock.GetUtcNow())
            .With(await listings.CountAsync(store.Code, cancellationToken), await checklist.ReadAsync(store, cancellationToken));
        return TypedResults.Json(view, PipelineJson.Readable.StoreView);
    }
}
