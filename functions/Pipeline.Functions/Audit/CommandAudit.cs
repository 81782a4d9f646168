using Azure;
using Pipeline.Core.Audit;
using Pipeline.Core.Flows;
using Pipeline.Functions.Executions;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Audit;

/// <summary>Writes the commands of HTTP callers down: before they are carried out, and what came of them.</summary>
internal sealed partial class CommandAudit(IAuditLog log, TimeProvider clock, ILogger<CommandAudit> logger)
{
    private static readonly object Key = new();

    /// <summary>Adds what only the endpoint knows: why, and what stood there before and stands there now.</summary>
    public static void Tell(HttpRequest request, string? reason = null, string? before = null, string? after = null)
    {
        if (request.HttpContext.Items[Key] is AuditEntry entry)
        {
            request.HttpContext.Items[Key] = entry with
            {
                Reason = reason ?? entry.Reason, Before = before ?? entry.Before, After = after ?? entry.After,
            };
        }
    }

    /// <summary>Writes a request down if its function is a command; what it does must wait for that.</summary>
    public async Task BeginAsync(HttpContext http, HttpFunction function)
    {
        if (function.Metadata.GetMetadata<AuditedAttribute>() is not { } audited)
        {
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        AuditEntry entry = new()
        {
            Id = ExecutionId.New(now),
            At = now,
            By = Caller.Of(http.Request),
            ById = http.RequestServices.GetRequiredService<SignIn>().IdOf(http.Request),
            Action = audited.Action,
            On = audited.SubjectOf(http.Request),
        };
        _ = await log.TryBeginAsync(entry, http.RequestAborted);
        http.Items[Key] = entry;
    }

    /// <summary>Writes down what came of it.</summary>
    /// <remarks>
    /// Not cancelled with the request: what was done is remembered also when its caller is gone. When storage does not answer, the
    /// command stays there without an outcome, and its caller gets the answer all the same.
    /// </remarks>
    public async Task FinishAsync(HttpContext http, object? answer)
    {
        if (http.Items[Key] is not AuditEntry entry)
        {
            return;
        }

        int status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        AuditEntry finished = entry with
        {
            Result = status switch { >= 500 => AuditResult.Failed, >= 400 => AuditResult.Refused, _ => AuditResult.Done },
            Code = (answer as IValueHttpResult)?.Value is Problem problem ? problem.Code : null,
            ExecutionId = (answer as AcceptedExecution)?.ExecutionId,
        };
        try
        {
            await log.FinishAsync(finished, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            Log.Unfinished(logger, entry.Id, entry.Action, entry.On.ToString(), finished.Result.Value, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Command {Command} ({Action} on {Subject}) ended as {Result}, which the audit log could not be told")]
        public static partial void Unfinished(ILogger logger, string command, string action, string subject, AuditResult result, Exception exception);
    }
}
