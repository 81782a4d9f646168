using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Orders.Selling;

/// <summary>Shows the orders of a store that are none of ours.</summary>
[Tags("stores")]
public sealed class SetAsideEndpoint(IChannelOrderStore claims)
{
    /// <summary>Lists them.</summary>
    [Function("ListSetAside")]
    [EndpointSummary("List the orders of a store that are not taken in, each with its reason")]
    [EndpointDescription("Those set aside are tried again at each run; those ignored are not ours to deliver. A page may hold less than asked for and have a cursor all the same.")]
    [Answers<Page<SetAsideView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/stores/{store}/set-aside")] HttpRequest request,
        [Description("Code of the store")] string store,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null) =>
        Paging.AnswerAsync(
            limit,
            cursor,
            async () =>
            {
                Page<ChannelOrderClaim> page = await claims.ListSetAsideAsync(store, limit, cursor, request.HttpContext.RequestAborted);
                return new Page<SetAsideView>([.. page.Items.Select(SetAsideView.Of)], page.Cursor);
            },
            PipelineJson.Readable.SetAsideList);
}
