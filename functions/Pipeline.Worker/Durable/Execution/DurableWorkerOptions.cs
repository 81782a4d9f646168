using System.Text.Json;

namespace Microsoft.DurableTask.Worker;

/// <summary>How orchestrators and activities of this app are run.</summary>
public sealed class DurableWorkerOptions
{
    private static readonly TimeSpan BackendLimit = TimeSpan.FromDays(6);

    /// <summary>How inputs, results, events and states are written; the web defaults of System.Text.Json.</summary>
    public JsonSerializerOptions JsonSerializerOptions { get; set; } = new(JsonSerializerDefaults.Web);

    /// <summary>Longest timer the backend is given; a longer wait becomes several in a row.</summary>
    /// <value>Three days; above zero and at most six days, which is the backend's limit.</value>
    /// <remarks>Changing it changes the steps of running instances.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaximumTimerInterval
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, BackendLimit);
            field = value;
        }
    } = TimeSpan.FromDays(3);

    /// <summary>Time a turn may take. Past it the host is asked to try again.</summary>
    /// <value>Twenty seconds, far below any function timeout, which would kill the whole process.</value>
    public TimeSpan TurnDeadline { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>True adds, to an answer that asks for a retry, the failure that older extensions take for one.</summary>
    /// <value>False. Extensions before 3.14 may not know <c>requiresHistory</c>; functions-custom-handler.md §3.7.</value>
    public bool AskForRetryInOldForm { get; set; }
}
