using System.ComponentModel;
using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Executions;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Feeds;

/// <summary>Shows feeds and their landed files over HTTP, and goes back to an earlier file.</summary>
[Tags("feeds")]
public sealed class FeedEndpoints(FeedConfiguration configured, IFeedStore feeds, FeedRollback rollback)
{
    /// <summary>Lists feeds.</summary>
    [Function("ListFeeds")]
    [EndpointSummary("List the feeds with their freshness and counts")]
    [Answers<Page<FeedView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/feeds")] HttpRequest request)
    {
        var views = new List<FeedView>();
        foreach (FeedId feed in configured.All)
        {
            views.Add(FeedView.Of(await feeds.ReadAsync(feed, request.HttpContext.RequestAborted), configured));
        }

        return TypedResults.Json(new Page<FeedView>(views, null), PipelineJson.Readable.FeedList);
    }

    /// <summary>Lists landed files.</summary>
    [Function("ListFeedFiles")]
    [EndpointSummary("List the landed files of a feed, youngest first")]
    [Answers<Page<FeedFileView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> FilesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/feeds/{distributor}/{feed}/files")] HttpRequest request,
        [Description("The distributor")] string distributor,
        [Description("price, stock, category, catalog or content")] string feed,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        if (Paging.Refuse(limit) is { } refusal)
        {
            return refusal;
        }

        if (!TryFind(distributor, feed, out FeedId id))
        {
            return Unknown(distributor, feed);
        }

        if (!int.TryParse(cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out int skip))
        {
            return Paging.RefuseCursor(cursor);
        }

        List<FeedFileView> files = await feeds.ReadFilesAsync(id, cancellationToken)
            .Skip(skip).Take(limit + 1).Select(FeedFileView.Of).ToListAsync(cancellationToken);
        string? next = files.Count > limit ? (skip + limit).ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Json(
            new Page<FeedFileView>([.. files.Take(limit)], next), PipelineJson.Readable.FeedFileList);
    }

    /// <summary>Goes back to the previous accepted file.</summary>
    [Function("RollBackFeed")]
    [Audited("feed.rollback", "distributor", "feed")]
    [EndpointSummary("Bring the catalogue back to the previous accepted file of a feed")]
    [Answers<ExecutionView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> RollBackAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/feeds/{distributor}/{feed}/rollback")] HttpRequest request,
        [Description("The distributor")] string distributor,
        [Description("price, stock, category, catalog or content")] string feed)
    {
        if (!TryFind(distributor, feed, out FeedId id))
        {
            return Unknown(distributor, feed);
        }

        Execution? execution = await rollback.StartAsync(id, Caller.Of(request), request.HttpContext.RequestAborted);
        return execution is null
            ? ProblemFactory.Conflict(new Issue(IssueCodes.NoEarlierFile, null, id.ToString()))
            : new AcceptedExecution(execution);
    }

    private bool TryFind(string distributor, string kind, out FeedId feed) =>
        FeedId.TryParse(distributor, kind, out feed) && configured.All.Contains(feed);

    internal static IResult Unknown(string distributor, string feed) =>
        ProblemFactory.NotFound(new Issue(IssueCodes.FeedUnknown, null, feed).With("distributor", distributor));
}
