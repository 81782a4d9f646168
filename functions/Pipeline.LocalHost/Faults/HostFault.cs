using System.Globalization;

namespace Pipeline.LocalHost.Faults;

/// <summary>One fault: what happens at which call of which function.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Function">Name of the function, compared without case.</param>
/// <param name="Call">Which of its calls, from 1; of those that this kind of fault can strike.</param>
internal sealed record HostFault(FaultKind Kind, string Function, int Call)
{
    private static readonly Dictionary<string, FaultKind> Kinds = new(StringComparer.Ordinal)
    {
        ["kill"] = FaultKind.Kill,
        ["kill-done"] = FaultKind.KillDone,
        ["delay"] = FaultKind.Delay,
        ["exit-0"] = FaultKind.ExitZero,
        ["exit-1"] = FaultKind.ExitOne,
        ["drop"] = FaultKind.Drop,
        ["twice"] = FaultKind.Twice,
        ["duplicate"] = FaultKind.Duplicate,
        ["late"] = FaultKind.Late,
        ["history"] = FaultKind.History,
    };

    /// <summary>Reads <c>kind:function</c> (the first call) or <c>kind:function:call</c>.</summary>
    /// <exception cref="HostStartException">The text says no fault.</exception>
    public static HostFault Parse(string text)
    {
        string[] parts = text.Split(':');
        int call = 1;
        return parts.Length is 2 or 3
            && Kinds.TryGetValue(parts[0], out FaultKind kind)
            && parts[1].Length > 0
            && (parts.Length == 2 || (int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out call) && call > 0))
            ? new HostFault(kind, parts[1], call)
            : throw new HostStartException(
                $"'{text}' is no fault: kind:function or kind:function:call, with the kinds {string.Join(", ", Kinds.Keys)}.");
    }
}
