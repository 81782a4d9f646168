using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of the order life cycle: <c>Orders__*</c>.</summary>
public sealed partial class OrderSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Orders";

    /// <summary>
    /// <c>live</c>, or <c>test</c>: nothing is written to distributors and orders end as <c>simulated</c>; null is live. An
    /// order may ask for test mode by itself.
    /// </summary>
    [Form("live|test", "'{0}' is neither live nor test.")]
    public string? Mode { get; set; }

    /// <summary>Silence after an order was placed that raises an alarm, in hours; null is 4.</summary>
    [WholeNumber(1, 24 * 30)]
    public string? ResponseAlarmHours { get; set; }

    /// <summary>Time on hold at the distributor that raises an alarm, in hours; null is 24.</summary>
    [WholeNumber(1, 24 * 30)]
    public string? HoldAlarmHours { get; set; }

    /// <summary>Pause between asking the distributor about an order of unknown fate, in minutes; null is 15.</summary>
    [WholeNumber(1, 24 * 60)]
    public string? AskAgainMinutes { get; set; }

    /// <summary>
    /// How long after its time an order may go without a look before the sweep takes it up, since its orchestration may have
    /// died, in minutes; null is 5.
    /// </summary>
    [WholeNumber(1, 24 * 60)]
    public string? ReviewMarginMinutes { get; set; }

    /// <summary>How long an orchestration may wait for its first turn before an alarm is raised, in minutes; null is 10.</summary>
    [WholeNumber(0, 24 * 60)]
    public string? StartAlarmMinutes { get; set; }

    /// <summary>Whether <see cref="Mode"/> is test.</summary>
    public bool IsTest => Mode.Given() == "test";

    /// <summary><see cref="ResponseAlarmHours"/> or its default.</summary>
    public TimeSpan ResponseAlarm => TimeSpan.FromHours(ResponseAlarmHours.ToNumber() ?? 4);

    /// <summary><see cref="HoldAlarmHours"/> or its default.</summary>
    public TimeSpan HoldAlarm => TimeSpan.FromHours(HoldAlarmHours.ToNumber() ?? 24);

    /// <summary><see cref="AskAgainMinutes"/> or its default.</summary>
    public TimeSpan AskAgain => TimeSpan.FromMinutes(AskAgainMinutes.ToNumber() ?? 15);

    /// <summary><see cref="ReviewMarginMinutes"/> or its default.</summary>
    public TimeSpan ReviewMargin => TimeSpan.FromMinutes(ReviewMarginMinutes.ToNumber() ?? 5);

    /// <summary><see cref="StartAlarmMinutes"/> or its default.</summary>
    public TimeSpan StartAlarm => TimeSpan.FromMinutes(StartAlarmMinutes.ToNumber() ?? 10);

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<OrderSettings>;
}
