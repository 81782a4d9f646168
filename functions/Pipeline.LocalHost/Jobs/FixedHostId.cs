using Microsoft.Azure.WebJobs.Host.Executors;

namespace Pipeline.LocalHost.Jobs;

/// <summary>The id that names this host's locks, timers and blob queue in storage.</summary>
internal sealed class FixedHostId(string hostId) : IHostIdProvider
{
    public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(hostId);
}
