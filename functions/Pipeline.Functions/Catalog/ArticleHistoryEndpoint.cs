using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.History;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Catalog;

/// <summary>Has the history of price and stock written anew over HTTP.</summary>
[Tags("catalog")]
public sealed class ArticleHistoryEndpoint(ArticleHistoryRebuild rebuild)
{
    /// <summary>Has the history written anew.</summary>
    [Function("RebuildArticleHistory")]
    [Audited("catalog.rebuildHistory")]
    [EndpointSummary("Write the history of price and stock anew from the change sets that are kept; may be repeated")]
    [Answers<HistoryRebuildView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> RebuildAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/catalog-history/rebuild")] HttpRequest request) =>
        TypedResults.Json(
            new HistoryRebuildView(await rebuild.StartAsync(request.HttpContext.RequestAborted)),
            PipelineJson.Readable.HistoryRebuildView,
            statusCode: StatusCodes.Status202Accepted);
}

/// <summary>What is written anew.</summary>
/// <param name="ChangeSets">Change sets whose history is asked for.</param>
public sealed record HistoryRebuildView(int ChangeSets);
