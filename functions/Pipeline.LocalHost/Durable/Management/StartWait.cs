using System.Globalization;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>How long a start waits for the end of its instance: <c>timeout</c> and <c>pollingInterval</c> in seconds.</summary>
internal sealed record StartWait(TimeSpan? Timeout, TimeSpan Interval)
{
    /// <summary>Reads the parameters; without <c>timeout</c> there is no waiting. Default interval: a second.</summary>
    public static StartWait Read(IQueryCollection query) => new(
        Seconds(query["timeout"]), Seconds(query["pollingInterval"]) ?? TimeSpan.FromSeconds(1));

    /// <summary>Waits; null when there is no end within the time.</summary>
    /// <returns>The output of a completed instance, else the status of the ended one.</returns>
    public async Task<IResult?> ForEndAsync(InstanceCell cell, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Timeout is not { } timeout)
        {
            return null;
        }

        long start = time.GetTimestamp();
        while (true)
        {
            if (await cell.AskAsync(draft => draft.State is { } state && state.HasEnded() ? Ended(state) : null) is { } ended)
            {
                return ManagementAnswer.Json(ended);
            }

            TimeSpan left = timeout - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await Task.Delay(left < Interval ? left : Interval, time, cancellationToken);
        }
    }

    private static JToken Ended(InstanceState state) => state.Status == OrchestrationStatus.Completed
        ? JsonText.Parse(state.Output) ?? JValue.CreateNull()
        : InstanceJson.Write(state, withInput: true);

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
