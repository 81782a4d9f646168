using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Durable;

/// <summary>Tells the functions that need a task hub.</summary>
internal static class DurableBindings
{
    /// <summary>Whether the function is started by, or is a client of, the task hub.</summary>
    public static bool Needs(FunctionDefinition function) =>
        IsStartedByHub(function) || function.Bindings.Any(binding => binding.Is("durableClient"));

    /// <summary>Whether the task hub starts the function.</summary>
    public static bool IsStartedByHub(FunctionDefinition function) =>
        function.Trigger.Is("orchestrationTrigger") || function.Trigger.Is("activityTrigger");

    /// <summary>Whether the function is of a kind that LocalHost does not start.</summary>
    public static bool IsEntity(FunctionDefinition function) => function.Trigger.Is("entityTrigger");
}
