using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Audit;

/// <summary>Shows who did what.</summary>
[Tags("audit")]
public sealed class AuditEndpoint(IAuditLog log)
{
    /// <summary>Lists commands.</summary>
    [Function("ListAudit")]
    [EndpointSummary("List commands of people and programs, latest first: who, when, on what, why, and what came of it")]
    [Answers<Page<AuditView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/audit")] HttpRequest request,
        [Description("Only of this person or program")] string? by = null,
        [Description("Only this action, for example order.cancel")] string? action = null,
        [Description("Only about this: kind and id with a colon between, for example flow:{flow}")] string? on = null,
        [Description("Only from this instant on")] DateTimeOffset? from = null,
        [Description("Only before this instant")] DateTimeOffset? to = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null) =>
        Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await log.ListAsync(new AuditFilter(by, action, SubjectOf(on), from, to), limit, cursor, request.HttpContext.RequestAborted))
                .Select(AuditView.Of),
            PipelineJson.Readable.AuditList);

    private static AuditSubject? SubjectOf(string? on) => on is null ? null
        : AuditSubject.TryParse(on, out AuditSubject subject) ? subject
        : throw new BadHttpRequestException("The query value 'on' must be a kind and an id with a colon between, for example order:1.");
}
