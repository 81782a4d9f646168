using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Google.Protobuf;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Storage;

/// <summary>The instances of a task hub: one blob each, named <c>instances/{escaped id}.pb</c>.</summary>
/// <remarks>
/// A blob holds the whole state, so each step of an instance is one write that happens or does not. A write names the
/// ETag it replaces: of two hosts that take the same instance for theirs, one is refused.
/// </remarks>
internal sealed class InstanceStore(BlobContainerClient container)
{
    private const string Prefix = "instances/";
    private const string Suffix = ".pb";

    /// <summary>All instances with their summaries.</summary>
    public async IAsyncEnumerable<(string InstanceId, InstanceSummary Summary)> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(
            new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = Prefix }, cancellationToken))
        {
            string name = blob.Name[Prefix.Length..^Suffix.Length];
            yield return (Uri.UnescapeDataString(name), InstanceSummary.FromMetadata(blob.Metadata));
        }
    }

    /// <summary>Reads an instance; null when there is none.</summary>
    public async Task<StoredInstance?> ReadAsync(string instanceId)
    {
        try
        {
            BlobDownloadResult blob = await Blob(instanceId).DownloadContentAsync();
            return new StoredInstance(
                InstanceState.Parser.ParseFrom(blob.Content.ToMemory().Span), blob.Details.ETag);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes an instance over the version that is named; null: only where there is none.</summary>
    /// <exception cref="RequestFailedException">412 or 409: another version is there.</exception>
    public async Task<ETag> WriteAsync(InstanceState state, ETag? replaces)
    {
        BlobUploadOptions options = new()
        {
            Metadata = InstanceSummary.Of(state).ToMetadata(),
            Conditions = replaces is { } version
                ? new BlobRequestConditions { IfMatch = version }
                : new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        BlobContentInfo written = await Blob(state.InstanceId).UploadAsync(
            BinaryData.FromBytes(state.ToByteArray()), options);
        return written.ETag;
    }

    /// <summary>Removes an instance.</summary>
    public Task DeleteAsync(string instanceId, ETag version) => Blob(instanceId).DeleteIfExistsAsync(
        conditions: new BlobRequestConditions { IfMatch = version });

    private BlobClient Blob(string instanceId) =>
        container.GetBlobClient(Prefix + Uri.EscapeDataString(instanceId) + Suffix);
}
