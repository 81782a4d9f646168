namespace Pipeline.Scenarios.Packaging;

/// <summary>Tests that measure: they run when the others have ended.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietCollection
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "quiet";
}
