using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Pipeline.Core.Audit;
using Pipeline.Ops.Routing;

namespace Pipeline.Ops.Commands;

/// <summary>Carries commands out once: the id of a form is written down before anything is done, and who writes it first acts.</summary>
internal sealed partial class OpsCommands(IAuditLog log, TimeProvider clock, ILogger<OpsCommands> logger)
{
    /// <summary>
    /// Does what somebody asks, unless the form was sent before: then the answer is the first one's. The caller has checked
    /// the fields already.
    /// </summary>
    /// <param name="request">The request, which brings the command's id.</param>
    /// <param name="subject">What is done, and to what.</param>
    /// <param name="act">Does it; its result names the address of the answer.</param>
    public async Task<OpsAnswer> OnceAsync(OpsRequest request, CommandSubject subject, Func<Task<CommandResult>> act)
    {
        if (request.CommandId is not { Version: 7 } id)
        {
            return OpsAnswer.Problem(StatusCodes.Status400BadRequest, "noCommand");
        }

        AuditEntry entry = new()
        {
            Id = id.ToString("N"),
            At = clock.GetUtcNow(),
            By = request.Person.Name,
            ById = request.Person.Id,
            Action = subject.Action,
            On = subject.On,
            Label = subject.Label,
            Reason = subject.Reason,
            Before = subject.Before,
        };
        if (await log.TryBeginAsync(entry, request.CancellationToken) is { } first)
        {
            return first.Answer is { } answer ? OpsAnswer.To(answer) : OpsAnswer.Problem(StatusCodes.Status409Conflict, "atWork");
        }

        try
        {
            CommandResult result = await act();
            entry = entry with { Result = result.Result, Code = result.Code, After = result.After, ExecutionId = result.Run, Answer = result.Address };
            return OpsAnswer.To(result.Address);
        }
        catch
        {
            entry = entry with { Result = AuditResult.Failed };
            throw;
        }
        finally
        {
            await FinishAsync(entry);
        }
    }

    /// <summary>The answer to a form that was sent before; null for a new one.</summary>
    public async Task<OpsAnswer?> FindAsync(OpsRequest request) =>
        request.CommandId is { Version: 7 } id && await log.FindAsync(id.ToString("N"), request.CancellationToken) is { Answer: { } answer } ? OpsAnswer.To(answer) : null;
    /// <summary>Whether the form was sent before: then <see cref="OnceAsync"/> gives its answer again, whatever has changed since.</summary>
    public async Task<bool> WasSentAsync(OpsRequest request) =>
        request.CommandId is { } id && await log.FindAsync(id.ToString("N"), request.CancellationToken) is not null;

    /// <summary>The address of a page with the sentence of what was done: key <c>{area}.done.{code}</c>.</summary>
    /// <param name="page">The page.</param>
    /// <param name="done">Area and code, for example <c>Flows.paused</c>.</param>
    /// <param name="values">Further values: <c>n</c> (a number of the sentence), <c>run</c> (a run to look at), <c>v</c> and <c>u</c> (the version that an undo is for, and what stood there before).</param>
    public static string Done(string page, string done, params IEnumerable<(string Name, string? Value)> values) => QueryHelpers.AddQueryString(
        page, [new("done", done), .. values.Where(static value => value.Value is not null).Select(static value => new KeyValuePair<string, string?>(value.Name, value.Value))]);

    /// <summary>Logs a fault and gives the id by which it is found again.</summary>
    public string Note(Exception fault)
    {
        string id = Activity.Current?.TraceId.ToHexString()[..12] ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N")[20..];
        Log.Failed(logger, id, fault);
        return id;
    }

    // What was done is remembered also when nobody waits for the answer, and answered also when storage has just gone.
    private async Task FinishAsync(AuditEntry entry)
    {
        try
        {
            await log.FinishAsync(entry, CancellationToken.None);
        }
        catch (Exception fault)
        {
            Log.Unfinished(logger, entry.Id, entry.Action, entry.On.ToString(), entry.Result, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A page or a part of one could not be shown; the page names {FaultId}")]
        public static partial void Failed(ILogger logger, string faultId, Exception fault);

        [LoggerMessage(2, LogLevel.Error, "Command {Command} ({Action} on {Subject}) ended as {Result}, which the audit log could not be told")]
        public static partial void Unfinished(ILogger logger, string command, string action, string subject, AuditResult? result, Exception fault);
    }
}
