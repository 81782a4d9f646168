using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Pipeline.Storage.Tests.Infrastructure;

/// <summary>Clients of one process.</summary>
public sealed record StorageConnection(TableServiceClient Tables, BlobServiceClient Blobs, QueueServiceClient Queues);
