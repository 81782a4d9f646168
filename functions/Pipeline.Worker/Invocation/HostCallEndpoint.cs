using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Answers the host's <c>POST /{FunctionName}</c> for one function. Source: functions-custom-handler.md §1.2.</summary>
internal sealed partial class HostCallEndpoint(
    FunctionDescriptor function,
    InvocationDeadlines deadlines,
    IServiceScopeFactory scopes,
    ILogger logger)
{
    private readonly IFunctionExecutor _executor = function.Trigger.CreateExecutor(function);

    public async Task HandleAsync(HttpContext http)
    {
        InvocationAnswer answer = await AnswerAsync(http);
        if (!http.RequestAborted.IsCancellationRequested)
        {
            await answer.SendAsync(http.Response);
        }
    }

    private async Task<InvocationAnswer> AnswerAsync(HttpContext http)
    {
        string invocationId = HostHeaders.InvocationId(http.Request);
        Activity.Current?.SetTag("faas.invocation_id", invocationId);
        Task<InvocationAnswer>? run = null;
        try
        {
            InvocationBody body = await ReadAsync(http);
            run = RunAsync(body, invocationId, http.RequestAborted);
            return await run.WaitAsync(deadlines.AbandonAfter, deadlines.Time);
        }
        catch (UndecodableCallException exception)
        {
            Log.Undecodable(logger, function.Name, invocationId, exception.Message, exception);
            return _executor.AnswerFailure(exception);
        }
        catch (TimeoutException exception) when (run is { IsCompleted: false })
        {
            Log.Abandoned(logger, function.Name, invocationId);
            _ = ObserveAsync(run, invocationId);
            return _executor.AnswerFailure(exception);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, function.Name, invocationId, exception);
            return _executor.AnswerFailure(exception);
        }
    }

    private async Task<InvocationBody> ReadAsync(HttpContext http)
    {
        // A web page can post text to a local port, but not JSON without asking first; the host always says JSON.
        if (!http.Request.HasJsonContentType())
        {
            throw new UndecodableCallException("The body must be application/json.");
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        using Stream? cut = function.Trigger.IgnoresContent ? new LongStringCutter(http.Request.Body) : null;
        return await InvocationBody.ReadAsync(cut ?? http.Request.Body, http.RequestAborted);
    }

    /// <summary>Owns all that the run needs, because an abandoned run goes on after its request has ended.</summary>
    private async Task<InvocationAnswer> RunAsync(InvocationBody body, string invocationId, CancellationToken aborted)
    {
        // Leaves the caller at once, so that the deadline also holds for a function that never awaits.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using InvocationBody owned = body;
        using RunDeadline deadline = deadlines.Start(aborted);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var context = new InvocationContext(
            function, invocationId, scope.ServiceProvider, body.ReadMetadata, deadline.Token);
        return await _executor.ExecuteAsync(
            new FunctionInvocation { Function = function, Context = context, Body = body });
    }

    private async Task ObserveAsync(Task run, string invocationId)
    {
        try
        {
            await run;
            Log.EndedLate(logger, function.Name, invocationId);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, function.Name, invocationId, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(11, LogLevel.Error, "{Function} failed (invocation {InvocationId})")]
        public static partial void Failed(ILogger logger, string function, string invocationId, Exception exception);

        [LoggerMessage(12, LogLevel.Error, "{Function} got a call that cannot be decoded (invocation {InvocationId}): {Reason}")]
        public static partial void Undecodable(
            ILogger logger, string function, string invocationId, string reason, Exception exception);

        [LoggerMessage(13, LogLevel.Error, "{Function} ignores its deadline and is answered as failed (invocation {InvocationId})")]
        public static partial void Abandoned(ILogger logger, string function, string invocationId);

        [LoggerMessage(14, LogLevel.Warning, "{Function} ended after its deadline (invocation {InvocationId})")]
        public static partial void EndedLate(ILogger logger, string function, string invocationId);
    }
}
