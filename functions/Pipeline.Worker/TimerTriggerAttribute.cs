using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function on a schedule. The parameter is a <see cref="TimerInfo"/>.</summary>
/// <remarks>A failed run is not repeated before the next tick. Source: functions-custom-handler.md §1.5, §1.7.</remarks>
/// <param name="schedule">NCRONTAB with six fields, a time span, or <c>%SETTING%</c>.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>NCRONTAB with six fields, a time span, or <c>%SETTING%</c>.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Keep the schedule's state, so that a missed tick is noticed; default true.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Run once whenever the host starts; default false.</summary>
    public bool RunOnStartup { get; set; }

    internal override string BindingType => "timerTrigger";

    internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
    {
        writer.WriteString("schedule", Schedule);
        writer.WriteBoolean("useMonitor", UseMonitor);
        if (RunOnStartup)
        {
            writer.WriteBoolean("runOnStartup", true);
        }
    }

    internal override ParameterReader CreateReader(ParameterInfo parameter) => DataReader.For(parameter);
}
