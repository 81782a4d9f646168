namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>Where the fields of a message, or of a repeated part of it, are found.</summary>
internal sealed class FieldMap
{
    /// <summary>Local names of the element itself: the roots of a message, the path of a group (see <see cref="WirePath"/>).</summary>
    public List<string> Elements { get; set; } = [];

    /// <summary>Our field name to its path.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>Fields whose absence is reported.</summary>
    public List<string> Required { get; set; } = [];

    public Dictionary<string, FieldMap> Groups { get; set; } = [];
}
