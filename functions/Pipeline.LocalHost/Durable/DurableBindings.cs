using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Durable;

/// <summary>Tells the functions that need a task hub.</summary>
/// <remarks>
/// The seam for the task hub: it will give such functions an <see cref="Hosting.ITriggerListener"/> (orchestrations,
/// activities) and the value of their durableClient input (<see cref="Invocation.FunctionCall.OtherInputs"/>).
/// </remarks>
internal static class DurableBindings
{
    /// <summary>Whether the function is started by, or is a client of, the task hub.</summary>
    public static bool Needs(FunctionDefinition function) => function.Bindings.Any(
        binding => binding.Is("orchestrationTrigger") || binding.Is("activityTrigger")
            || binding.Is("entityTrigger") || binding.Is("durableClient"));
}
