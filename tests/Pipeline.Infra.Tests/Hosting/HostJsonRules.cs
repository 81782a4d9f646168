using System.Globalization;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the host demands of host.json.</summary>
internal static class HostJsonRules
{
    // A run is told to stop when its time is up, and what it does not finish then takes its process along.
    private const double ShareForWork = 0.8;

    private static readonly TimeSpan LongestTransfer = new FeedSourceOptions { Url = new Uri("ftp://127.0.0.1/") }.Deadline;

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("the schema version is 2.0", "HOST Config/HostJsonFileConfigurationSource.cs", static folder =>
            (string?)folder.Host["version"] == "2.0" ? [] : [$"host.json: version is '{folder.Host["version"]}'."]),
        new("routes have no prefix", "every route is written out in the code", static folder =>
            (string?)folder.Host["extensions"]?["http"]?["routePrefix"] is { Length: 0 } ? [] : ["host.json: extensions.http.routePrefix is not empty."]),
        // A function that outlives it takes its process along, and what else runs there hangs until its own time is up.
        new("a function may run for a short time, in which the longest transfer fits", "HOST ScriptJobHostOptionsSetup.cs, RpcFunctionInvocationDispatcher.cs", static folder =>
            TimeSpan.TryParseExact((string?)folder.Host["functionTimeout"], "c", CultureInfo.InvariantCulture, out TimeSpan time)
            && time <= TimeSpan.FromMinutes(10) && LongestTransfer < time * ShareForWork
                ? []
                : [$"host.json: functionTimeout is '{folder.Host["functionTimeout"]}'."]),
        new("a blob gets several attempts", "BlobsOptions.PoisonBlobThreshold", static folder =>
            (int?)folder.Host["extensions"]?["blobs"]?["poisonBlobThreshold"] is > 1 ? [] : ["host.json: blobs.poisonBlobThreshold must be above 1."]),
    ];
}
