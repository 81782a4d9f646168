using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Support;

/// <summary>One emulator for all hosts of a test run; each host has names of its own in it. It ends with the run.</summary>
internal static class SharedAzurite
{
    private static readonly Lazy<Task<AzuriteServer>> Server = new(() => AzuriteServer.StartAsync(CancellationToken.None));

    public static async Task<string> ConnectionAsync() => (await Server.Value).ConnectionString;
}
