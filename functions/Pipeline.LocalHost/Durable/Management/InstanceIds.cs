using System.Buffers;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>The rules for instance ids (functions-custom-handler.md §5).</summary>
internal static class InstanceIds
{
    private const int Longest = 256;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\#?");

    /// <summary>What is wrong with an id; null for a good one.</summary>
    public static string? FaultOf(string id) =>
        id.Length is 0 or > Longest ? $"Instance ids have 1 to {Longest} characters."
        : id.StartsWith('@') ? "Orchestration instance ids must not start with @."
        : id.AsSpan().ContainsAny(Forbidden) || id.Any(char.IsControl)
            ? "Orchestration instance ids must not contain /, \\, #, ?, or control characters."
        : null;
}
