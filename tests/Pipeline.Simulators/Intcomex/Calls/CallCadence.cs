using System.Globalization;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>Refuses a call like one that has succeeded a moment ago. Safe for several threads.</summary>
internal sealed class CallCadence
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> successes = [];

    /// <summary>Compares a call with its last success.</summary>
    /// <exception cref="IwsRefusal">100: too early.</exception>
    public void Check(IwsCall call, TimeSpan cadence, bool isForced)
    {
        lock (gate)
        {
            if (isForced || (cadence > TimeSpan.Zero && successes.TryGetValue(Key(call), out DateTimeOffset last) && call.Now - last < cadence))
            {
                throw new IwsRefusal(100, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Excessive request attempts detected. Please wait {Seconds(cadence)} seconds from the last successful attempt before making a new request."));
            }
        }
    }

    public void Succeeded(IwsCall call)
    {
        lock (gate)
        {
            successes[Key(call)] = call.Now;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            successes.Clear();
        }
    }

    public static int Seconds(TimeSpan cadence) => cadence > TimeSpan.Zero ? (int)Math.Ceiling(cadence.TotalSeconds) : 10;

    // Two orders may come under one query; their bodies tell them apart.
    private static string Key(IwsCall call) =>
        $"{call.Operation}?{string.Join('&', call.Parameters.All.Select(entry => $"{entry.Key.ToUpperInvariant()}={entry.Value}"))} {call.Body}";
}
