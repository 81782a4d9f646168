using Pipeline.Core.Orders.Selling;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Documents of orders in memory.</summary>
internal sealed class MemoryOrderDocuments : IOrderDocumentStore
{
    private readonly Dictionary<(string OrderId, string Hash), ReadOnlyMemory<byte>> all = [];

    public Task WriteAsync(string orderId, ReportDocument document, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        all[(orderId, document.Hash)] = content;
        return Task.CompletedTask;
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string orderId, ReportDocument document, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>?>(all.TryGetValue((orderId, document.Hash), out ReadOnlyMemory<byte> found) ? found : null);

    public Task RemoveAsync(string orderId, CancellationToken cancellationToken)
    {
        foreach ((string OrderId, string Hash) key in all.Keys.Where(key => key.OrderId == orderId).ToArray())
        {
            _ = all.Remove(key);
        }

        return Task.CompletedTask;
    }
}
