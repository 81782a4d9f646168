using Azure;

namespace Pipeline.Storage.Orders;

/// <summary>A pointer to an order that has not ended, or that somebody is about to write.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="DueAt">To be looked at then; never later than the record's own time.</param>
/// <param name="Revision">The latest revision of the record that somebody set out to write under this pointer.</param>
/// <param name="WrittenAt">When the pointer was last written, by the writer's clock.</param>
/// <param name="ETag">Of its row.</param>
internal sealed record OpenOrder(string OrderId, DateTimeOffset DueAt, long Revision, DateTimeOffset WrittenAt, ETag ETag);
