using Pipeline.Partners.Flows;

namespace Pipeline.Partners.Settings.Rules;

/// <summary>An NCRONTAB expression of six fields.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScheduleAttribute : SettingAttribute
{
    /// <inheritdoc />
    protected override string? FaultOf(string text) => new NcrontabSchedule().IsValid(text, out string? reason) ? null : reason;
}
