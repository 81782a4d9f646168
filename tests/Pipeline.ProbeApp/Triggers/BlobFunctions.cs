using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.ProbeApp.Triggers;

/// <summary>A blob function on events, one that always fails, and one whose container nobody makes.</summary>
public sealed class BlobFunctions
{
    [Function("Landed")]
    public async Task Landed(
        [BlobTrigger("%LandingContainer%/{distributor}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        string distributor,
        string name)
    {
        string text = (await blob.DownloadContentAsync()).Value.Content.ToString();
        Journal.Write($"blob {distributor} {name} {text}");
    }

    [Function("Unmade")]
    public void Unmade([BlobTrigger("un%LandingContainer%/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string name) =>
        Journal.Write($"unmade {name}");

    [Function("Spoilt")]
    public void Spoilt(
        [BlobTrigger("%SpoiltContainer%/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string name)
    {
        Journal.Write($"spoilt {name}");
        throw new InvalidOperationException("every try fails");
    }
}
