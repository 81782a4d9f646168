namespace Pipeline.Partners.Tests.Transport;

/// <summary>Tests that run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredTestGroup
{
    public const string Name = "measured";
}
