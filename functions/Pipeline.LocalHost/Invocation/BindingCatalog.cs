using System.Reflection;
using Microsoft.Azure.WebJobs.Description;
using Microsoft.Azure.WebJobs.Host;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Turns bindings of the metadata into the attributes and parameter types that the extensions understand.</summary>
internal sealed class BindingCatalog(Func<IJobHostMetadataProvider> provider)
{
    private readonly Lazy<IJobHostMetadataProvider> provider = new(provider);

    /// <summary>Whether the host or one of the app's extensions knows the type.</summary>
    public bool Knows(BindingDefinition binding) =>
        binding.Is("httpTrigger") || binding.Is("http") || provider.Value.GetAttributeTypeFromName(binding.Type) is not null;

    /// <summary>The attribute an in-process function would carry.</summary>
    public Attribute AttributeOf(BindingDefinition binding) =>
        binding.Is("timerTrigger")
            ? new TimerTriggerAttribute(binding.Text("schedule") ?? string.Empty)
            {
                RunOnStartup = binding.Has("runOnStartup", bool.TrueString),
                UseMonitor = !binding.Has("useMonitor", bool.FalseString),
            }
            : provider.Value.GetAttribute(provider.Value.GetAttributeTypeFromName(binding.Type), binding.Document);

    /// <summary>The type of parameter that a trigger's value is bound to.</summary>
    public Type TypeOf(BindingDefinition trigger, Attribute attribute) => attribute is TimerTriggerAttribute
        ? typeof(TimerInfo)
        : provider.Value.GetDefaultType(
            attribute,
            FileAccess.Read,
            trigger.IsDeferred ? typeof(ParameterBindingData) : trigger.IsBinary ? typeof(byte[]) : typeof(object));

    /// <summary>Whether the trigger takes the function's return value itself, as the durable triggers do.</summary>
    public static bool HandlesReturnValue(Attribute trigger) =>
        trigger.GetType().GetCustomAttribute<BindingAttribute>()?.TriggerHandlesReturnValue == true;
}
