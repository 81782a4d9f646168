namespace Pipeline.LocalHost.Faults;

/// <summary>The faults of this run of the host; each strikes once. Counts live in the host, so they outlast the handler.</summary>
internal sealed partial class HostFaults(IReadOnlyList<HostFault> faults, ILogger<HostFaults> logger)
{
    private readonly Lock _lock = new();
    private readonly int[] _seen = new int[faults.Count];

    /// <summary>Counts a call, and says what goes wrong with it; null for nothing.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="kinds">The kinds that can strike here.</param>
    public FaultKind? Strike(string function, params ReadOnlySpan<FaultKind> kinds)
    {
        FaultKind? struck = null;
        lock (_lock)
        {
            for (int i = 0; i < faults.Count; i++)
            {
                HostFault fault = faults[i];
                if (kinds.Contains(fault.Kind) && string.Equals(fault.Function, function, StringComparison.OrdinalIgnoreCase)
                    && ++_seen[i] == fault.Call)
                {
                    struck = fault.Kind;
                    Log.Struck(logger, fault.Kind, function, fault.Call);
                }
            }
        }

        return struck;
    }

    private static partial class Log
    {
        [LoggerMessage(95, LogLevel.Warning, "Fault on purpose: {Kind} at call {Call} of '{Function}'")]
        public static partial void Struck(ILogger logger, FaultKind kind, string function, int call);
    }
}
