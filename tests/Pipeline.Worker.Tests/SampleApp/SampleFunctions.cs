using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

/// <summary>One function of each kind, for tests that need a real process and real files.</summary>
public static class SampleFunctions
{
    [Function("Health")]
    public static IResult Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest req) =>
        Results.Json(new { status = "ok", host = req.Host.Port });

    [Function("LoadedAssemblies")]
    public static string[] LoadedAssemblies(
        [HttpTrigger("get", "post", Route = "api/assemblies/{prefix?}")] HttpRequest req, string? prefix) =>
        [.. AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetName().Name!)
            .Where(name => req is not null && name.StartsWith(prefix ?? "", StringComparison.Ordinal))];

    [Function("Sweep")]
    public static void Sweep([TimerTrigger("%SWEEP_CRON%", UseMonitor = false, RunOnStartup = true)] TimerInfo timer) =>
        ArgumentNullException.ThrowIfNull(timer);

    [Function("Ingest")]
    public static string Ingest([QueueTrigger("incoming", Connection = "DataStorage")] string message) =>
        message;

    [Function("IngestBytes")]
    public static int IngestBytes([QueueTrigger("binary")] byte[] message) => message.Length;

    [Function("BlobArrived")]
    public static string BlobArrived(
        [BlobTrigger("landing/{distributor}/{name}", Connection = "DataStorage")] BlobTriggerReference blob,
        string distributor) => $"{distributor}: {blob.Name}";
}
