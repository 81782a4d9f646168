using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Issues;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Errors;

/// <summary>Steers groups of errors over HTTP.</summary>
[Tags("errors")]
public sealed class ErrorCommandEndpoints(ErrorDirectory directory, ErrorCommandHandler commands, ErrorRetry retry)
{
    /// <summary>Tries the records of a group again.</summary>
    [Function("RetryError")]
    [Audited("error.retry", "id")]
    [EndpointSummary("Try all records of a group again, or those in the body: run flows, retry orders, replay messages")]
    [EndpointDescription("The answer says how many are tried again and which are not, and why. The group closes by itself when they go well.")]
    [Accepts<ErrorRetryBody>(IsOptional = true)]
    [Answers<ErrorRetryView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> RetryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/errors/{id}/retry")] HttpRequest request,
        [Description("Id of the group")] string id)
    {
        ErrorRetryBody? body = await JsonBody.ReadOptionalAsync(request, PipelineJson.Default.ErrorRetryBody);
        return await retry.RetryAsync(id, body?.Records, Caller.Of(request), request.HttpContext.RequestAborted) is { } result
            ? TypedResults.Json(ErrorRetryView.Of(result), PipelineJson.Readable.ErrorRetryView, null, StatusCodes.Status202Accepted)
            : Unknown(id);
    }

    /// <summary>Hides a group.</summary>
    [Function("DismissError")]
    [Audited("error.dismiss", "id")]
    [EndpointSummary("Dismiss a group: it is hidden, not deleted, until its end has come, or, if wanted, until another record joins")]
    [Accepts<ErrorDismissBody>]
    [Answers<ErrorGroupView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> DismissAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/errors/{id}/dismiss")] HttpRequest request,
        [Description("Id of the group")] string id)
    {
        ErrorDismissBody body = await JsonBody.ReadAsync(request, PipelineJson.Default.ErrorDismissBody);
        DismissWish wish = new(body.Reason, body.Until, body.UntilMore);
        return await AnswerAsync(request, id, await commands.DismissAsync(id, wish, Caller.Of(request), request.HttpContext.RequestAborted));
    }

    /// <summary>Shows a group again.</summary>
    [Function("UndismissError")]
    [Audited("error.undismiss", "id")]
    [EndpointSummary("Show a dismissed group again")]
    [Answers<ErrorGroupView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> UndismissAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/errors/{id}/undismiss")] HttpRequest request,
        [Description("Id of the group")] string id) =>
        await AnswerAsync(request, id, await commands.UndismissAsync(id, request.HttpContext.RequestAborted));

    /// <summary>Says who is on it.</summary>
    [Function("TakeError")]
    [Audited("error.take", "id")]
    [EndpointSummary("Say that the caller is on it; whoever said so last has it")]
    [Answers<ErrorGroupView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/errors/{id}/take")] HttpRequest request,
        [Description("Id of the group")] string id) =>
        await AnswerAsync(request, id, await commands.TakeAsync(id, Caller.Of(request), request.HttpContext.RequestAborted));

    /// <summary>Says that nobody is on it.</summary>
    [Function("ReleaseError")]
    [Audited("error.release", "id")]
    [EndpointSummary("Say that nobody is on it any more")]
    [Answers<ErrorGroupView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> ReleaseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/errors/{id}/release")] HttpRequest request,
        [Description("Id of the group")] string id) =>
        await AnswerAsync(request, id, await commands.ReleaseAsync(id, request.HttpContext.RequestAborted));

    private async Task<IResult> AnswerAsync(HttpRequest request, string id, ErrorCommandResult result) => result switch
    {
        { Outcome: ErrorCommandOutcome.Unknown } or { Group: null } => Unknown(id),
        { Refusal: { Where: not null } wrong } => ProblemFactory.Unprocessable(wrong, [wrong]),
        { Refusal: { } refusal } => ProblemFactory.Conflict(refusal),
        _ => await directory.FindAsync(id, request.HttpContext.RequestAborted) is { } entry
            ? TypedResults.Json(ErrorGroupView.Of(entry), PipelineJson.Readable.ErrorGroupView)
            : Unknown(id),
    };

    private static IResult Unknown(string id) => ProblemFactory.NotFound(new Issue(IssueCodes.ErrorUnknown, null, id));
}
