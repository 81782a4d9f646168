namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>One element of a request.</summary>
internal sealed class TemplateNode
{
    public string Element { get; set; } = string.Empty;

    /// <summary>Whether the children are the profile's preamble.</summary>
    public bool Preamble { get; set; }

    /// <summary>Field that gives the text, or null.</summary>
    public string? Field { get; set; }

    /// <summary>Fixed text, or null.</summary>
    public string? Value { get; set; }

    /// <summary>Field with the entries for which the element is repeated, or null.</summary>
    public string? Repeat { get; set; }

    /// <summary>Number format of the field, or null for the profile's.</summary>
    public string? Format { get; set; }

    /// <summary>What an absent value means: <c>refuse</c>, <c>omit</c> or <c>empty</c> (an empty element is written).</summary>
    public string Absent { get; set; } = "refuse";

    /// <summary>Longest text in characters after transliteration; 0 for no limit.</summary>
    public int MaxLength { get; set; }

    public Dictionary<string, string> Attributes { get; set; } = [];

    public List<TemplateNode> Children { get; set; } = [];
}
