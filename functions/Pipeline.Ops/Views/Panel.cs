namespace Pipeline.Ops.Views;

/// <summary>What a part of a page shows, or that it could not be read.</summary>
/// <typeparam name="T">What it shows.</typeparam>
/// <param name="Value">What was read; null when that failed.</param>
/// <param name="FaultId">By which the log names the fault; null without one.</param>
public sealed record Panel<T>(T? Value, string? FaultId)
    where T : class;
