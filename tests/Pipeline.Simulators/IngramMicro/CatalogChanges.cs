namespace Pipeline.Simulators.IngramMicro;

/// <summary>How many articles one step of simulated time touched.</summary>
/// <param name="Changed">Articles still listed with another price, stock or delivery.</param>
/// <param name="Added">Articles listed for the first time.</param>
/// <param name="Removed">Articles no longer listed.</param>
/// <param name="Returned">Articles listed again after an absence.</param>
public sealed record CatalogChanges(int Changed, int Added, int Removed, int Returned);
