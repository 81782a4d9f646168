using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Configuration;

/// <summary>One function: a folder of the app with its function.json.</summary>
internal sealed record FunctionDefinition(string Name, IReadOnlyList<BindingDefinition> Bindings, JObject Document)
{
    /// <summary>The binding that starts the function.</summary>
    public BindingDefinition Trigger { get; } = Bindings.First(binding => binding.IsTrigger);

    /// <summary>The bindings the function writes through.</summary>
    public IEnumerable<BindingDefinition> Outputs => Bindings.Where(binding => binding.IsOutput);

    /// <summary>The name under which triggers keep state in storage, as the real host writes it.</summary>
    public string StorageName => $"Host.Functions.{Name}";

    /// <summary>Whether requests may pass to the handler untouched: one httpTrigger and one http output (§1.5).</summary>
    public bool IsHttpInAndOut =>
        Bindings.Count == 2 && Trigger.Is("httpTrigger") && Outputs.Count(output => output.Is("http")) == 1;
}
