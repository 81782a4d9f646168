using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Notifications;

/// <summary>The partners that may push, by their name in the path.</summary>
internal sealed class PushPartners(PipelineSettings settings)
{
    /// <summary>Ingram Micro's name in paths.</summary>
    public const string IngramMicro = "ingram-micro";

    private readonly Dictionary<string, PushGate> gates = new(StringComparer.Ordinal)
    {
        [IngramMicro] = new PushGate(settings.IngramMicro.Push),
    };

    /// <summary>The gate of a partner, or null for a name nobody has.</summary>
    public PushGate? Find(string name) => gates.GetValueOrDefault(name);
}
