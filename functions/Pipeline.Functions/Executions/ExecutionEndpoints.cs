using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Issues;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Executions;

/// <summary>Follows executions over HTTP.</summary>
[Tags("executions")]
public sealed class ExecutionEndpoints(IExecutionStore executions, IExecutionLog log, IReportStore reports, KeptBack keptBack)
{
    private const int ItemLimit = 100;

    /// <summary>Lists executions.</summary>
    [Function("ListExecutions")]
    [EndpointSummary("List executions, newest first")]
    [Answers<Page<ExecutionView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/executions")] HttpRequest request,
        [Description("Only this flow")] string? flow = null,
        [Description("Only in this state")] ExecutionStatus? status = null,
        [Description("Only started by this: schedule, catchUp, runNow, rerunFailed, upload, rollback, webhook")]
        string? trigger = null,
        [Description("Only asked for at or after this time")] DateTimeOffset? from = null,
        [Description("Only asked for before this time")] DateTimeOffset? to = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        ExecutionFilter filter = new() { Flow = flow, Status = status, Trigger = trigger, From = from, To = to };
        return Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await log.ListAsync(filter, limit, cursor, request.HttpContext.RequestAborted)).Select(ExecutionView.Of),
            PipelineJson.Readable.ExecutionList);
    }

    /// <summary>Shows one execution.</summary>
    [Function("GetExecution")]
    [EndpointSummary("Show an execution")]
    [Answers<ExecutionView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/executions/{id}")] HttpRequest request,
        [Description("Id of the execution")] string id) =>
        await executions.FindAsync(id, request.HttpContext.RequestAborted) is { } execution
            ? TypedResults.Json(ExecutionView.Of(execution), PipelineJson.Readable.ExecutionView)
            : ExecutionProblems.Unknown(id);

    /// <summary>Shows the first records that deserve attention.</summary>
    [Function("ListExecutionItems")]
    [EndpointSummary("Show the first 100 findings of an execution, and what test mode kept it from sending")]
    [Answers<Page<ItemView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> ItemsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/executions/{id}/items")] HttpRequest request,
        [Description("Id of the execution")] string id)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        if (await executions.FindAsync(id, cancellationToken) is not { } execution)
        {
            return ExecutionProblems.Unknown(id);
        }

        IReadOnlyList<Issue> issues = execution.Report is null
            ? []
            : await reports.ReadAsync(execution.Report, ItemLimit, cancellationToken);
        IReadOnlyList<ExchangeHead> kept = await keptBack.ListAsync(execution, ItemLimit, cancellationToken);
        return TypedResults.Json(
            new Page<ItemView>([.. kept.Select(ItemView.Of), .. issues.Select(ItemView.Of)], null), PipelineJson.Readable.ItemList);
    }

    /// <summary>Downloads the findings report.</summary>
    [Function("DownloadExecutionErrors")]
    [EndpointSummary("Download all findings of an execution as CSV")]
    [Answers<string>(StatusCodes.Status200OK, "text/csv")]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> ErrorsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/executions/{id}/errors.csv")] HttpRequest request,
        [Description("Id of the execution")] string id)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        if (await executions.FindAsync(id, cancellationToken) is not { } execution)
        {
            return ExecutionProblems.Unknown(id);
        }

        Stream? report = execution.Report is null
            ? null
            : await reports.OpenAsync(execution.Report, cancellationToken);
        return report is null
            ? ProblemFactory.NotFound(new Issue(IssueCodes.ReportMissing, null, null))
            : TypedResults.Stream(report, "text/csv; charset=utf-8", $"errors-{execution.Id}.csv");
    }
}
