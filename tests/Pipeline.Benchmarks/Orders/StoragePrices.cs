namespace Pipeline.Benchmarks.Orders;

/// <summary>List prices of storage operations as docs/performance.md assumes them: US dollars for 10,000, West Europe, LRS, hot.</summary>
internal static class StoragePrices
{
    private const decimal Table = 0.00036m;
    private const decimal Queue = 0.0004m;
    private const decimal BlobWrite = 0.054m;
    private const decimal BlobRead = 0.0043m;

    /// <summary>The price of 10,000.</summary>
    public static decimal Of(StorageService service, string kind) => (service, kind) switch
    {
        (StorageService.Table, _) => Table,
        (StorageService.Queue, _) => Queue,
        (_, "write blob" or "list blobs" or "container") => BlobWrite,
        (_, "delete blob") => 0,
        _ => BlobRead,
    };
}
