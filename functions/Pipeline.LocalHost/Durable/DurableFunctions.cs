using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Durable;

/// <summary>Finds orchestrators and activities by the names under which they are registered, in any letter case.</summary>
internal sealed class DurableFunctions(IEnumerable<FunctionDefinition> functions)
{
    private readonly Dictionary<string, FunctionDefinition> _orchestrators = Index(functions, "orchestrationTrigger", "orchestration");
    private readonly Dictionary<string, FunctionDefinition> _activities = Index(functions, "activityTrigger", "activity");

    /// <summary>The orchestrator of that name; null when there is none.</summary>
    public FunctionDefinition? Orchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    /// <summary>The activity of that name; null when there is none.</summary>
    public FunctionDefinition? Activity(string name) => _activities.GetValueOrDefault(name);

    private static Dictionary<string, FunctionDefinition> Index(
        IEnumerable<FunctionDefinition> functions, string trigger, string nameProperty)
    {
        Dictionary<string, FunctionDefinition> index = new(StringComparer.OrdinalIgnoreCase);
        foreach (FunctionDefinition function in functions.Where(function => function.Trigger.Is(trigger)))
        {
            index[function.Trigger.Text(nameProperty) ?? function.Name] = function;
        }

        return index;
    }
}
