namespace Pipeline.LocalHost.Tests.Support;

/// <summary>One host for the tests of a class that kill nothing.</summary>
public class RunningHost : IAsyncLifetime
{
    private HostRun? _run;

    internal HostRun Run => _run!;

    public async Task InitializeAsync() => await (_run = await PrepareAsync()).StartAsync();

    public async Task DisposeAsync() => await Run.DisposeAsync();

    private protected virtual Task<HostRun> PrepareAsync() => HostRun.PrepareAsync();
}
