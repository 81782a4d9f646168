using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Storage.Orders;

/// <summary>Keeps documents of orders in the container <c>order-documents</c>: blob <c>{order}/{hash}</c>, packed.</summary>
public sealed class OrderDocumentStore(BlobServiceClient service) : IOrderDocumentStore
{
    private readonly StorageContainer container = new(service, StorageNames.OrderDocumentsContainer);

    /// <inheritdoc />
    public Task WriteAsync(string orderId, ReportDocument document, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        container.UploadAsync(BlobOf(orderId, document), GzipBytes.Pack(content.ToArray()), cancellationToken);

    /// <inheritdoc />
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string orderId, ReportDocument document, CancellationToken cancellationToken) =>
        await container.ReadAsync(BlobOf(orderId, document), cancellationToken) is { } content ? content : (ReadOnlyMemory<byte>?)null;

    /// <inheritdoc />
    public async Task RemoveAsync(string orderId, CancellationToken cancellationToken)
    {
        List<string> names = [];
        try
        {
            await foreach (BlobItem blob in container.Client.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{OrderKeys.Of(orderId)}/", cancellationToken))
            {
                names.Add(blob.Name);
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // There is no container, so there is no document.
        }

        foreach (string name in names)
        {
            await container.RemoveAsync(name, cancellationToken);
        }
    }

    private static string BlobOf(string orderId, ReportDocument document) => $"{OrderKeys.Of(orderId)}/{document.Hash}";
}
