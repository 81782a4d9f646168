using System.Diagnostics;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Pipeline.Core.Tracing;

namespace Pipeline.Functions.Hosting;

/// <summary>Gives each call of a function a span in the trace of what caused it: the message, the caller's request, else what the host says.</summary>
/// <remarks>The host carries no context through queues; messages hold it (<see cref="PipelineTrace.Member"/>).</remarks>
internal sealed class TraceMiddleware : IFunctionsWorkerMiddleware
{
    private const string Orchestration = "orchestrationTrigger";
    private const string QueueText = "QueueTrigger";

    /// <summary>Whether it concerns the function: an orchestrator runs again for each turn, and its activities have spans.</summary>
    public static bool Concerns(FunctionContext context) => PipelineTrace.IsHeard
        && !context.FunctionDefinition.InputBindings.Values.Any(static binding => binding.Type.Equals(Orchestration, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        using Activity? span = PipelineTrace.Start(context.FunctionDefinition.Name, CauseOf(context));
        _ = span?.SetTag("faas.invocation_id", context.InvocationId);
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            // The sentence may quote what a partner sent; the log has it.
            _ = span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
    }

    private static string? CauseOf(FunctionContext context)
    {
        IReadOnlyDictionary<string, object?> data = context.BindingContext.BindingData;
        if ((data.GetValueOrDefault(PipelineTrace.Member) as string ?? OfMessage(data.GetValueOrDefault(QueueText) as string)) is { Length: > 0 } sent)
        {
            return sent.Trim('"');
        }

        return Activity.Current is not null ? null
            : context.TraceContext.TraceParent is { Length: > 0 } host ? host
            : context.GetHttpContext()?.Request.Headers.TraceParent;
    }

    private static string? OfMessage(string? text)
    {
        if (text is null || !text.Contains(PipelineTrace.Member, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using JsonDocument message = JsonDocument.Parse(text);
            return message.RootElement.ValueKind is JsonValueKind.Object
                && message.RootElement.TryGetProperty(PipelineTrace.Member, out JsonElement context) && context.ValueKind is JsonValueKind.String
                    ? context.GetString()
                    : null;
        }
        catch (JsonException)
        {
            // The function says what is wrong with it.
            return null;
        }
    }
}
