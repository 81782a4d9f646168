namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>A document of an order.</summary>
/// <param name="Id">Number of the document.</param>
/// <param name="OrderId">The order.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Type">Code of its type.</param>
/// <param name="Bytes">The content.</param>
/// <param name="At">When it was uploaded.</param>
internal sealed record OrderDocument(long Id, string OrderId, string FileName, string Type, byte[] Bytes, DateTimeOffset At);
