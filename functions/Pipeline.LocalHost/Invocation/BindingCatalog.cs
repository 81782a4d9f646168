using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Description;
using Microsoft.Azure.WebJobs.Host;
using Pipeline.LocalHost.App;
using System.Reflection;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Turns bindings of the metadata into the attributes and parameter types that the extensions understand.</summary>
internal sealed class BindingCatalog(Func<IJobHostMetadataProvider> provider)
{
    private readonly Lazy<IJobHostMetadataProvider> _provider = new(provider);

    /// <summary>Whether the host or one of the app's extensions knows the type.</summary>
    public bool Knows(BindingDefinition binding) =>
        IsHttp(binding) || _provider.Value.GetAttributeTypeFromName(binding.Type) is not null;

    /// <summary>Whether the web front serves the binding.</summary>
    public static bool IsHttp(BindingDefinition binding) => binding.Is("httpTrigger") || binding.Is("http");

    /// <summary>The attribute an in-process function would carry.</summary>
    public Attribute AttributeOf(BindingDefinition binding) =>
        binding.Is("timerTrigger")
            ? new TimerTriggerAttribute(binding.Text("schedule") ?? string.Empty)
            {
                RunOnStartup = bool.TryParse(binding.Text("runOnStartup"), out bool atStart) && atStart,
                UseMonitor = !bool.TryParse(binding.Text("useMonitor"), out bool monitored) || monitored,
            }
            : _provider.Value.GetAttribute(_provider.Value.GetAttributeTypeFromName(binding.Type), binding.Document);

    /// <summary>The type of parameter to bind to.</summary>
    public Type TypeOf(BindingDefinition binding, Attribute attribute)
    {
        if (attribute is TimerTriggerAttribute)
        {
            return typeof(TimerInfo);
        }

        Type wanted = binding.IsDeferred ? typeof(ParameterBindingData) : binding.IsBinary ? typeof(byte[]) : typeof(object);
        return _provider.Value.GetDefaultType(
            attribute, binding.IsOutput ? FileAccess.Write : FileAccess.Read, binding.IsMany ? wanted.MakeArrayType() : wanted);
    }

    /// <summary>Whether the trigger takes the function's return value itself, as the durable triggers do.</summary>
    public static bool HandlesReturnValue(Attribute trigger) =>
        trigger.GetType().GetCustomAttribute<BindingAttribute>()?.TriggerHandlesReturnValue == true;
}
