namespace SampleApp;

/// <summary>What is ordered.</summary>
/// <param name="OrderId">Also the id of the instance.</param>
/// <param name="Quantity">Pieces.</param>
public sealed record Order(string OrderId, int Quantity);
