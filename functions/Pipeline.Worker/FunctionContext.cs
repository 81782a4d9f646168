namespace Microsoft.Azure.Functions.Worker;

/// <summary>The run of a function, as the function sees it.</summary>
public abstract class FunctionContext
{
    /// <summary>The host's id of this run (header <c>X-Azure-Functions-InvocationId</c>); a new one without a host.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Id of the function; equal to its name.</summary>
    public abstract string FunctionId { get; }

    /// <summary>What is run.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What the host sent beside the trigger's value.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which attempt this is; null when the function has no retry policy.</summary>
    public abstract RetryContext? RetryContext { get; }

    /// <summary>Cancelled at the inner deadline (<see cref="FunctionsWorkerOptions.DeadlineFraction"/>), when the caller
    /// has gone, and when the process stops.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Services of this run's scope; disposed when the run ends.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>Free for the function and for middleware, for the length of this run.</summary>
    public abstract IDictionary<object, object> Items { get; set; }
}
