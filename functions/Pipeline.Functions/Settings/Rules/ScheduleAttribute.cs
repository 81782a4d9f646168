using Pipeline.Functions.Flows;

namespace Pipeline.Functions.Settings.Rules;

/// <summary>An NCRONTAB expression of six fields.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScheduleAttribute : SettingAttribute
{
    protected override string? FaultOf(string text) => new NcrontabSchedule().IsValid(text, out string? reason) ? null : reason;
}
