namespace Pipeline.Simulators.IngramMicro.Services.Rules;

/// <summary>What one element of a request must be like.</summary>
/// <param name="Name">Local name.</param>
internal sealed record ElementRule(string Name)
{
    /// <summary>Whether it must be there and, as a leaf, have a value.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>How often it may be there.</summary>
    public int MostTimes { get; init; } = 1;

    /// <summary>Longest value in characters; 0 for no limit.</summary>
    public int MostCharacters { get; init; }

    /// <summary>What the value must look like, or null for any text.</summary>
    public ValuePattern? Pattern { get; init; }

    /// <summary>Elements inside, in their order; empty for a leaf.</summary>
    public ElementRule[] Children { get; init; } = [];

    /// <summary>Attributes that must be there, and what they must look like.</summary>
    public (string Name, ValuePattern Pattern)[] Attributes { get; init; } = [];

    /// <summary>Code that the answer names when the value is wrong; null for none in particular.</summary>
    public string? Code { get; init; }
}
