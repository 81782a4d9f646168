using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Answers calls of an activity: always 200, with the outcome in an envelope.</summary>
/// <remarks>
/// The host throws the body of a failed call away and shows the orchestrator a status code only; so failures travel
/// inside a success. The caller has logged them by then. Source: functions-custom-handler.md §3.6.
/// </remarks>
internal sealed class ActivityFunction(FunctionDescriptor function) : IFunctionExecutor
{
    private readonly FunctionMethod _method = new(function);

    public async Task<InvocationAnswer> ExecuteAsync(FunctionInvocation invocation)
    {
        object? result = await _method.InvokeAsync(invocation);
        DurableWorkerOptions options = invocation.Context.InstanceServices
            .GetRequiredService<IOptions<DurableWorkerOptions>>().Value;
        return InvocationAnswer.Success(ActivityEnvelope.Success(result, options.JsonSerializerOptions));
    }

    /// <summary>An input that cannot be read will not be readable next time either.</summary>
    public InvocationAnswer AnswerFailure(Exception exception) => InvocationAnswer.Success(ActivityEnvelope.Failure(
        TaskFailureDetails.FromException(exception) with { IsNonRetriable = exception is UndecodableCallException }));
}
