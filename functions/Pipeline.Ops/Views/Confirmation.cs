namespace Pipeline.Ops.Views;

/// <summary>Asks before something that partners or customers will notice.</summary>
/// <param name="Action">Where it is posted.</param>
/// <param name="Verb">The button: what happens, with its number.</param>
/// <param name="Happens">What happens, a sentence each.</param>
/// <param name="Stays">What stays as it is, a sentence each.</param>
/// <param name="Back">Where nothing is done.</param>
public sealed record Confirmation(string Action, string Verb, IReadOnlyList<string> Happens, IReadOnlyList<string> Stays, Crumb Back)
{
    /// <summary>Version of the record, or null.</summary>
    public string? Version { get; init; }

    /// <summary>Reasons to choose from; empty where the words suffice.</summary>
    public IReadOnlyList<Choice> Reasons { get; init; } = [];

    /// <summary>What must be typed, because nothing takes it back: a number or code; null otherwise.</summary>
    public string? Typed { get; init; }

    /// <summary>What was typed as reason before, kept over a refusal.</summary>
    public string? Reason { get; init; }

    /// <summary>What is wrong with the form.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];
}
