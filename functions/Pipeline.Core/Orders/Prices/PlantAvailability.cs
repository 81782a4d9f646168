namespace Pipeline.Core.Orders.Prices;

/// <summary>What one warehouse has.</summary>
/// <param name="Plant">Its code.</param>
/// <param name="Description">Its name, or null.</param>
/// <param name="Available">Pieces on stock, never negative: a negative or unreadable figure counts as 0.</param>
/// <param name="OnOrder">Pieces on their way in, never negative.</param>
/// <param name="Expected">Day the inbound pieces are due, or null.</param>
public sealed record PlantAvailability(string Plant, string? Description, int Available, int OnOrder, DateOnly? Expected);
