namespace Pipeline.Simulators.IngramMicro;

/// <summary>One line of the simulator's log.</summary>
/// <param name="SimulatedAt">Simulated time.</param>
/// <param name="What"><c>published</c>, <c>removed</c>, <c>grown</c>, <c>rewritten</c>, <c>fault</c>, <c>advanced</c> or <c>reset</c>.</param>
/// <param name="File">File name, or null where the event is about none.</param>
/// <param name="Fault">The fault in force for that file.</param>
/// <param name="Bytes">Visible size.</param>
/// <param name="FileTime">Modification time that the file was given.</param>
public sealed record FeedEvent(
    DateTimeOffset SimulatedAt,
    string What,
    string? File,
    FileFault Fault,
    long Bytes,
    DateTimeOffset? FileTime);
