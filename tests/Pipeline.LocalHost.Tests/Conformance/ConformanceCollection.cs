namespace Pipeline.LocalHost.Tests.Conformance;

/// <summary>Tests that set the time zone of the process: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConformanceCollection
{
    public const string Name = "Conformance";
}
