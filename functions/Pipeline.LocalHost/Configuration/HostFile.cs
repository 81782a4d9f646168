using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable;

namespace Pipeline.LocalHost.Configuration;

/// <summary>What LocalHost takes from host.json (functions-custom-handler.md §1.8, §5).</summary>
internal sealed record HostFile
{
    /// <summary>Longest run of a function; infinite for <c>-1</c>. Default 30 minutes.</summary>
    public required TimeSpan FunctionTimeout { get; init; }

    public required HandlerDescription Handler { get; init; }

    /// <summary>First part of HTTP paths, without slashes; empty for none. Default <c>api</c>.</summary>
    public required string RoutePrefix { get; init; }

    public required QueueSettings Queues { get; init; }

    /// <summary>Attempts before the message of a blob becomes poison. Default 5.</summary>
    public required int PoisonBlobThreshold { get; init; }

    /// <summary>Blobs handed over at the same time. Default 8 for each core.</summary>
    public required int BlobParallelism { get; init; }

    /// <summary>The settings of the task hub.</summary>
    public required DurableTaskSettings DurableTask { get; init; }

    /// <summary>Reads and checks host.json of the app folder, with what app settings replace in it.</summary>
    /// <exception cref="HostStartException">The file is missing, is no JSON or lacks what the host needs.</exception>
    public static HostFile Read(string appFolder, AppSettings settings)
    {
        string path = Path.Combine(appFolder, "host.json");
        if (!File.Exists(path))
        {
            throw new HostStartException(
                $"No host.json in {appFolder}: give the folder of the published function app.");
        }

        JsonSection root = new(HostFileOverrides.Apply(Parse(path), settings), "host.json");
        if (!string.Equals(root.Text("version"), "2.0", StringComparison.Ordinal))
        {
            throw new HostStartException($"{path}: \"version\": \"2.0\" is missing.");
        }

        JsonSection extensions = root.Section("extensions");
        return new HostFile
        {
            FunctionTimeout = root.Duration("functionTimeout", TimeSpan.FromMinutes(30)),
            Handler = HandlerDescription.Read(root.Section("customHandler")),
            RoutePrefix = (extensions.Section("http").Text("routePrefix") ?? "api").Trim('/'),
            Queues = QueueSettings.Read(extensions.Section("queues")),
            PoisonBlobThreshold = extensions.Section("blobs").Number("poisonBlobThreshold", 5),
            BlobParallelism = extensions.Section("blobs")
                .Number("maxDegreeOfParallelism", 8 * Environment.ProcessorCount),
            DurableTask = DurableTaskSettings.Read(extensions.Section("durableTask")),
        };
    }

    private static JObject Parse(string path)
    {
        try
        {
            return JObject.Parse(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            throw new HostStartException($"{path} is not valid JSON: {error.Message}", error);
        }
    }
}
