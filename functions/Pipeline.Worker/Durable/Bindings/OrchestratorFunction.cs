using Google.Protobuf;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Answers calls of an orchestrator: base64 of a request in, base64 of the answer out, always with 200.</summary>
/// <remarks>Source: functions-custom-handler.md §3.1, §3.7.</remarks>
internal sealed class OrchestratorFunction(FunctionDescriptor function) : IFunctionExecutor
{
    /// <summary>What the turn's own deadline leaves to code that never calls its context.</summary>
    private const double Patience = 1.25;

    private static readonly MessageParser<OrchestratorRequest> Parser =
        OrchestratorRequest.Parser.WithDiscardUnknownFields(true);

    private readonly FunctionMethod _method = new(function);
    private Setup? _setup;

    public async Task<InvocationAnswer> ExecuteAsync(FunctionInvocation invocation)
    {
        Setup setup = LazyInitializer.EnsureInitialized(ref _setup, () => Setup.From(invocation.Context.InstanceServices));
        OrchestratorRequest request = Read(invocation);
        try
        {
            // On a thread of its own, so that code which never comes back is left behind instead of waited for.
            OrchestratorResponse response = await Task
                .Run(() => setup.Executor.Execute(request, Code(invocation), invocation.Context.CancellationToken))
                .WaitAsync(setup.Options.TurnDeadline * Patience, setup.Time);
            return Answer(response);
        }
        catch (TimeoutException)
        {
            return Answer(setup.Executor.AskForRetry(request.InstanceId, "The orchestrator does not come back."));
        }
    }

    /// <summary>Whatever went wrong, the turn is asked for again: its history is still whole.</summary>
    public InvocationAnswer AnswerFailure(Exception exception) => Answer(
        _setup?.Executor.AskForRetry(string.Empty, exception.Message)
        ?? new OrchestratorResponse { RequiresHistory = true });

    private static InvocationAnswer Answer(OrchestratorResponse response) =>
        InvocationAnswer.Success(Convert.ToBase64String(response.ToByteArray()));

    private OrchestratorRequest Read(FunctionInvocation invocation)
    {
        string name = function.TriggerBinding.Name;
        if (!invocation.Body!.TryGetData(name, out InvocationValue value) || value.Text is not { } text)
        {
            throw new UndecodableCallException($"Data has no member '{name}'.");
        }

        try
        {
            return Parser.ParseFrom(Convert.FromBase64String(text));
        }
        catch (Exception exception) when (exception is FormatException or InvalidProtocolBufferException)
        {
            throw new UndecodableCallException($"'{name}' is no orchestrator request.", exception);
        }
    }

    private OrchestratorCode Code(FunctionInvocation invocation) => context =>
    {
        invocation.TriggerValue = context;
        return _method.InvokeAsync(invocation);
    };

    private sealed record Setup(OrchestrationExecutor Executor, DurableWorkerOptions Options, TimeProvider Time)
    {
        public static Setup From(IServiceProvider services)
        {
            DurableWorkerOptions options = services.GetRequiredService<IOptions<DurableWorkerOptions>>().Value;
            TimeProvider time = services.GetRequiredService<TimeProvider>();
            return new Setup(
                new OrchestrationExecutor(options, services.GetRequiredService<ILoggerFactory>(), time), options, time);
        }
    }
}
