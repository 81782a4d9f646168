using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Pipeline.Functions.Hosting;

/// <summary>Gives timers, queue and blob functions and activities their deadline (<see cref="FunctionDeadlines"/>).</summary>
internal sealed class DeadlineMiddleware(FunctionDeadlines deadlines) : IFunctionsWorkerMiddleware
{
    private const string Orchestration = "orchestrationTrigger";
    private const string Http = "httpTrigger";

    /// <summary>Whether it concerns the function: an orchestrator's turn waits for nothing, and HTTP has its own.</summary>
    public static bool Concerns(FunctionContext context) => !context.FunctionDefinition.InputBindings.Values.Any(static binding =>
        binding.Type.Equals(Orchestration, StringComparison.OrdinalIgnoreCase) || binding.Type.Equals(Http, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    /// <exception cref="TimeoutException">The function ignores its token.</exception>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        using FunctionDeadline deadline = deadlines.Start(context.CancellationToken);
        // On a thread of its own: a function that blocks must not keep its time-out from being noticed.
        await Task.Run(() => next(new DeadlineContext(context, deadline.Token)), CancellationToken.None)
            .WaitAsync(deadlines.GiveUpAfter, deadlines.Time, CancellationToken.None);
    }

    /// <summary>The context with the deadline's token.</summary>
    private sealed class DeadlineContext(FunctionContext inner, CancellationToken token) : FunctionContext
    {
        public override string InvocationId => inner.InvocationId;

        public override string FunctionId => inner.FunctionId;

        public override TraceContext TraceContext => inner.TraceContext;

        public override BindingContext BindingContext => inner.BindingContext;

        public override RetryContext RetryContext => inner.RetryContext;

        public override FunctionDefinition FunctionDefinition => inner.FunctionDefinition;

        public override IInvocationFeatures Features => inner.Features;

        public override CancellationToken CancellationToken => token;

        public override IServiceProvider InstanceServices
        {
            get => inner.InstanceServices;
            set => inner.InstanceServices = value;
        }

        public override IDictionary<object, object> Items
        {
            get => inner.Items;
            set => inner.Items = value;
        }
    }
}
