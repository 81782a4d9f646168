namespace Pipeline.Core.Orders.Placing;

/// <summary>An Order Create that is not sent.</summary>
/// <param name="Body">The bytes as they would go out with secrets masked; empty when there are breaches.</param>
/// <param name="Breaches">Each limit the order breaks; empty when it could be sent.</param>
public sealed record OrderPreview(ReadOnlyMemory<byte> Body, IReadOnlyList<OrderFinding> Breaches);
