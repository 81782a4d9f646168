using System.Globalization;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Timers;

/// <summary>Makes the call of a timer function (functions-custom-handler.md §1.5).</summary>
internal static class TimerCall
{
    /// <summary>The call; <paramref name="status"/> is null for timers without monitoring.</summary>
    public static FunctionCall Create(
        FunctionDefinition function, TimerStatus? status, bool isPastDue, DateTimeOffset now) => new()
        {
            Function = function,
            Reason = $"Timer fired at {now.ToString("O", CultureInfo.InvariantCulture)}",
            TriggerValue = new JObject
            {
                ["Schedule"] = new JObject { ["AdjustForDST"] = true },
                ["ScheduleStatus"] = status is null ? JValue.CreateNull() : Status(status),
                ["IsPastDue"] = isPastDue,
            },
            BindingData = [new("TimerTrigger", now.ToString("G", CultureInfo.InvariantCulture))],
        };

    private static JObject Status(TimerStatus status) => new()
    {
        ["Last"] = Local(status.Last),
        ["Next"] = Local(status.Next),
        ["LastUpdated"] = Local(status.Last),
    };

    /// <summary>The real host keeps times of its own zone; a time that is not set has none.</summary>
    private static DateTime Local(DateTimeOffset? instant) => instant?.LocalDateTime ?? default;
}
