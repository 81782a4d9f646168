using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of pushed messages, whoever pushes: <c>Notifications__*</c>.</summary>
public sealed partial class NotificationSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Notifications";

    /// <summary>Days for which pushed messages are kept; null is 90.</summary>
    [WholeNumber(1, 3650)]
    public string? RetentionDays { get; set; }

    /// <summary>Hours for which a message may wait for its order before an alarm is raised; null is 24.</summary>
    [WholeNumber(1, 24 * 30)]
    public string? UnknownOrderAlarmHours { get; set; }

    /// <summary>Largest pushed body in bytes, from 1 KiB to 16 MiB; null is 10 MiB.</summary>
    [WholeNumber(1024, 16 * 1024 * 1024)]
    public string? MaxBodyBytes { get; set; }

    /// <summary><see cref="RetentionDays"/> or its default.</summary>
    public TimeSpan Retention => TimeSpan.FromDays(RetentionDays.ToNumber() ?? 90);

    /// <summary><see cref="UnknownOrderAlarmHours"/> or its default.</summary>
    public TimeSpan UnknownOrderAlarm => TimeSpan.FromHours(UnknownOrderAlarmHours.ToNumber() ?? 24);

    /// <summary><see cref="MaxBodyBytes"/> or its default.</summary>
    public int BodyLimit => MaxBodyBytes.ToNumber() ?? 10 * 1024 * 1024;

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<NotificationSettings>;
}
