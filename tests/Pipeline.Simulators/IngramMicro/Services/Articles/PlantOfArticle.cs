namespace Pipeline.Simulators.IngramMicro.Services.Articles;

/// <summary>Stock of an article in one warehouse, as P&amp;A shows it.</summary>
/// <param name="Plant">Code, for example FR01.</param>
/// <param name="Description">What it is called.</param>
/// <param name="Available">Pieces; may be negative.</param>
/// <param name="OnOrder">Pieces on order at the vendor.</param>
/// <param name="Expected">When they come, or null.</param>
public sealed record PlantOfArticle(string Plant, string Description, int Available, int OnOrder, DateOnly? Expected);
