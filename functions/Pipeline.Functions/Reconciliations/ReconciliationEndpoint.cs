using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Issues;
using Pipeline.Core.Reconciliation;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Reconciliations;

/// <summary>Shows where our orders and the distributors' own lists differ.</summary>
[Tags("orders")]
public sealed class ReconciliationEndpoint(IReconciliationStore items)
{
    /// <summary>Lists differences.</summary>
    [Function("ListReconciliations")]
    [EndpointSummary("List differences between our orders and the distributors' own lists, by distributor, kind and number")]
    [Answers<Page<ReconciliationView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/reconciliations")] HttpRequest request,
        [Description("Only of this distributor")] string? distributor = null,
        [Description("Only of this kind, for example MISSING_THERE")] string? kind = null,
        [Description("Only in this state")] ReconciliationState? state = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null) =>
        Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await items.ListAsync(new ReconciliationFilter(distributor, Known(kind), state), limit, cursor, request.HttpContext.RequestAborted))
                .Select(ReconciliationView.Of),
            PipelineJson.Readable.ReconciliationList);

    private static string? Known(string? kind) => kind is null || OrderDifference.All.Contains(kind)
        ? kind
        : throw new BadHttpRequestException($"The query value 'kind' is '{Issue.Shorten(kind)}'; it must be one of {string.Join(", ", OrderDifference.All)}.");
}
