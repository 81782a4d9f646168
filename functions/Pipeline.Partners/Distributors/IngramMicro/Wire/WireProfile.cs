namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>How the messages of one family look: envelope, names, paths, formats, codes, limits. Load it with <see cref="WireProfiles"/>.</summary>
/// <remarks> Immutable after loading; share one instance.</remarks>
public sealed class WireProfile
{
    internal WireProfile(ProfileDocument document, TimeZoneInfo timeZone)
    {
        Document = document;
        TimeZone = timeZone;
        Messages = document.Messages.ToDictionary(pair => pair.Key, pair => new CompiledMap(pair.Value));
        Preamble = new CompiledMap(document.Preamble);
        Fault = new CompiledMap(document.Fault);
        Codes = document.Codes.ToDictionary(
            list => list.Key,
            list => new Dictionary<string, string>(list.Value, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Name of the embedded profile, for example <c>c1</c>.</summary>
    public string Name => Document.Name;

    internal ProfileDocument Document { get; }

    /// <summary>Zone of time stamps without offset.</summary>
    internal TimeZoneInfo TimeZone { get; }

    internal Dictionary<string, CompiledMap> Messages { get; }

    internal CompiledMap Preamble { get; }

    internal CompiledMap Fault { get; }

    internal Dictionary<string, Dictionary<string, string>> Codes { get; }
}
