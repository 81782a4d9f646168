using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Core.Issues;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Errors;

/// <summary>Shows what waits for a person.</summary>
[Tags("errors")]
public sealed class ErrorEndpoints(ErrorDirectory directory, IErrorStore store, ErrorSweep sweep)
{
    /// <summary>Lists groups of errors.</summary>
    [Function("ListErrors")]
    [EndpointSummary("List errors in groups of one partner, code and field: errors first, then the oldest first; closed ones the latest first")]
    [Answers<Page<ErrorGroupView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/errors")] HttpRequest request,
        [Description("open: waits for a person; mine: the caller is on it; retrying; dismissed; closed. Without it all that are not closed")] ErrorListState? state = null,
        [Description("Only of this partner")] string? partner = null,
        [Description("error or retry")] string? severity = null,
        [Description("Only with records of this flow")] string? flow = null,
        [Description("Only last found at or after it, ISO 8601 UTC")] DateTimeOffset? since = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        ErrorFilter filter = new()
        {
            State = state is null or ErrorListState.Mine ? null : Enum.Parse<ErrorGroupState>(state.Value.ToString()),
            Owner = state is ErrorListState.Mine ? Caller.Of(request) : null,
            Partner = partner,
            Severity = severity,
            Flow = flow,
            Since = since,
        };
        return Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await directory.ListAsync(filter, limit, cursor, request.HttpContext.RequestAborted)).Select(ErrorGroupView.Of),
            PipelineJson.Readable.ErrorList);
    }

    /// <summary>Shows a group with its records.</summary>
    [Function("GetError")]
    [EndpointSummary("Show a group of errors with its records, those that stand first")]
    [Answers<ErrorGroupView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/errors/{id}")] HttpRequest request,
        [Description("Id of the group")] string id,
        [Description("At most so many records, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        return Paging.AnswerAsync(limit, cursor, async () =>
        {
            if (await directory.FindAsync(id, cancellationToken) is not { } entry)
            {
                return ProblemFactory.NotFound(new Issue(IssueCodes.ErrorUnknown, null, id));
            }

            Page<ErrorRecord> records = await store.ListRecordsAsync(id, limit, cursor, cancellationToken);
            return TypedResults.Json(
                ErrorGroupView.Of(entry) with { Records = new ErrorRecordList([.. records.Items.Select(ErrorRecordView.Of)], records.Cursor) },
                PipelineJson.Readable.ErrorGroupView);
        });
    }

    /// <summary>Makes all groups anew.</summary>
    [Function("RebuildErrors")]
    [Audited("error.rebuild")]
    [EndpointSummary("Make all groups of errors anew from executions, orders, messages and invoices; what people did to groups stays")]
    [Answers<ErrorRebuildView>(StatusCodes.Status200OK)]
    public async Task<IResult> RebuildAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/error-rebuilds")] HttpRequest request) =>
        TypedResults.Json(new ErrorRebuildView(await sweep.RebuildAsync(request.HttpContext.RequestAborted)), PipelineJson.Readable.ErrorRebuildView);
}

/// <summary>What became of a rebuild.</summary>
/// <param name="Subjects">Flows, orders, messages, invoices and executions looked at.</param>
public sealed record ErrorRebuildView(int Subjects);

/// <summary>Which groups a list shows.</summary>
public enum ErrorListState
{
    /// <summary>Those that wait for a person.</summary>
    Open,

    /// <summary>Those that the caller is on.</summary>
    Mine,

    /// <summary>Those that are tried again by themselves.</summary>
    Retrying,

    /// <summary>Those that a person does not want to see.</summary>
    Dismissed,

    /// <summary>Those that have been put right.</summary>
    Closed,
}
