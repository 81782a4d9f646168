using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.TestSupport;
using FeedKind = Pipeline.Simulators.IngramMicro.FeedKind;

namespace Pipeline.Benchmarks.Imports;

/// <summary>Follows a price file through the running system.</summary>
internal sealed class LandedFeed(PipelineSystem system)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(25);
    private readonly BlobContainerClient landing = new(system.Storage.ConnectionString, "landing");
    private readonly HashSet<string> landed = new(StringComparer.Ordinal);

    /// <summary>Puts a file on the FTP server, starts the flow and watches.</summary>
    /// <returns>
    /// Seconds from the blob's appearance until all the articles are readable in the version, until the execution has
    /// ended, and the execution.
    /// </returns>
    public async Task<(double Rows, double End, JsonNode Execution)> MeasureAsync(
        string path, DateTimeOffset modified, string[] articles, int version)
    {
        system.Upload(FeedKind.Price, await File.ReadAllBytesAsync(path), modified);
        Uri execution = await system.StartFlowAsync("ingram.price");
        await WaitFor.TrueAsync(HasNewBlobAsync, Limit, "the file is landed");
        long start = Stopwatch.GetTimestamp();
        HashSet<string> missing = new(articles, StringComparer.Ordinal);
        await WaitFor.TrueAsync(() => AreThereAsync(missing, version), Limit, "the rows are queryable");
        double rows = Stopwatch.GetElapsedTime(start).TotalSeconds;
        JsonNode ended = await system.FollowAsync(execution, Limit);
        return (rows, Stopwatch.GetElapsedTime(start).TotalSeconds, ended);
    }

    /// <summary>Those of the articles that are in the catalogue in this version.</summary>
    public async Task<string[]> AtVersionAsync(string[] articles, int version)
    {
        List<string> found = [];
        foreach (string sku in articles)
        {
            if (await VersionAsync(sku) == version)
            {
                found.Add(sku);
            }
        }

        return [.. found];
    }

    private async Task<bool> HasNewBlobAsync()
    {
        if (!await landing.ExistsAsync())
        {
            return false;
        }

        bool any = false;
        await foreach (BlobItem blob in landing.GetBlobsAsync())
        {
            any |= landed.Add(blob.Name);
        }

        return any;
    }

    // Asks for one missing article after the other: the last one written decides, so nothing is gained by asking for all.
    private async Task<bool> AreThereAsync(HashSet<string> missing, int version)
    {
        foreach (string sku in missing.ToArray())
        {
            if (await VersionAsync(sku) < version)
            {
                return false;
            }

            _ = missing.Remove(sku);
        }

        return true;
    }

    private async Task<int> VersionAsync(string sku)
    {
        using HttpResponseMessage answer = await system.Http.GetAsync(new Uri($"/api/catalog/ingram-micro/{sku}", UriKind.Relative));
        return answer.IsSuccessStatusCode ? (int)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["version"]! : 0;
    }
}
