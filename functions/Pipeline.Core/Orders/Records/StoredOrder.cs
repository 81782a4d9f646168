namespace Pipeline.Core.Orders.Records;

/// <summary>A record and the version it was read at.</summary>
/// <param name="Record">The record.</param>
/// <param name="Version">Opaque; changes with every write.</param>
public sealed record StoredOrder(OrderRecord Record, string Version);
