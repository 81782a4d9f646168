namespace Pipeline.LocalHost.Tests.Support;

/// <summary>One host for tests that kill nothing: those of a class, or all of the collection.</summary>
[CollectionDefinition(Collection)]
public class RunningHost : IAsyncLifetime, ICollectionFixture<RunningHost>
{
    public const string Collection = "One running host";

    private HostRun? run;

    internal HostRun Run => run!;

    public async Task InitializeAsync() => await (run = await PrepareAsync()).StartAsync();

    public async Task DisposeAsync() => await Run.DisposeAsync();

    private protected virtual Task<HostRun> PrepareAsync() => HostRun.PrepareAsync();
}
