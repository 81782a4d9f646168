namespace Pipeline.Ops;

/// <summary>What the pages show of the installation.</summary>
/// <param name="Environment">Its name, for example <c>Production</c>.</param>
/// <param name="TimeZone">The zone of whoever has chosen none, as an IANA id.</param>
public sealed record OpsSettings(string Environment, string TimeZone);
