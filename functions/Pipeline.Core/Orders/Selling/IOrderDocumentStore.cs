namespace Pipeline.Core.Orders.Selling;

/// <summary>Keeps documents of orders; they hold personal data.</summary>
public interface IOrderDocumentStore
{
    /// <summary>Stores a document under its hash; the same again changes nothing.</summary>
    Task WriteAsync(string orderId, ReportDocument document, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads a document; null when it is not there.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string orderId, ReportDocument document, CancellationToken cancellationToken);

    /// <summary>Removes all documents of an order. May be repeated.</summary>
    Task RemoveAsync(string orderId, CancellationToken cancellationToken);
}
