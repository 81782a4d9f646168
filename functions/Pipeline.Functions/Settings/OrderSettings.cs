namespace Pipeline.Functions.Settings;

/// <summary>Settings of the order life cycle and of what it leaves: <c>Orders__*</c>, <c>Exchanges__*</c>, <c>Notifications__*</c>.</summary>
public sealed record OrderSettings
{
    private const int LongestDays = 3650;

    /// <summary>
    /// Whether nothing is written to distributors and orders end as <c>simulated</c>: <c>Orders__Mode</c>, <c>live</c> unless
    /// it is <c>test</c>. An order may ask for test mode by itself.
    /// </summary>
    public bool IsTest { get; init; }

    /// <summary>Silence after an order was placed that raises an alarm: <c>Orders__ResponseAlarmHours</c>, 4 unless set.</summary>
    public TimeSpan ResponseAlarm { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Time on hold at the distributor that raises an alarm: <c>Orders__HoldAlarmHours</c>, 24 unless set.</summary>
    public TimeSpan HoldAlarm { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Pause between asking the distributor about an order of unknown fate: <c>Orders__AskAgainMinutes</c>, 15 unless set
    /// (ingram-micro.md §7).
    /// </summary>
    public TimeSpan AskAgain { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long after its time an order may go without a look before the sweep takes it up, since its orchestration may have
    /// died: <c>Orders__ReviewMarginMinutes</c>, 5 unless set.
    /// </summary>
    public TimeSpan ReviewMargin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long exchanges are kept: <c>Exchanges__RetentionDays</c>, 30 unless set (flows.md §7.3).</summary>
    public TimeSpan ExchangeRetention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long failed exchanges are kept: <c>Exchanges__FailedRetentionDays</c>, 90 unless set.</summary>
    public TimeSpan FailedExchangeRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long pushed messages are kept: <c>Notifications__RetentionDays</c>, 90 unless set.</summary>
    public TimeSpan NotificationRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long a message may wait for its order before an alarm is raised: <c>Notifications__UnknownOrderAlarmHours</c>, 24
    /// unless set (ingram-micro.md §12).
    /// </summary>
    public TimeSpan UnknownOrderAlarm { get; init; } = TimeSpan.FromHours(24);

    internal static OrderSettings Read(IConfiguration configuration, SettingFaults faults)
    {
        string? mode = configuration["Orders:Mode"];
        if (mode is not (null or "" or "live" or "test"))
        {
            faults.Add("Orders__Mode", $"'{mode}' is neither live nor test.");
        }

        return new OrderSettings
        {
            IsTest = mode == "test",
            ResponseAlarm = TimeSpan.FromHours(Number("Orders__ResponseAlarmHours", 4, 24 * 30)),
            HoldAlarm = TimeSpan.FromHours(Number("Orders__HoldAlarmHours", 24, 24 * 30)),
            AskAgain = TimeSpan.FromMinutes(Number("Orders__AskAgainMinutes", 15, 24 * 60)),
            ReviewMargin = TimeSpan.FromMinutes(Number("Orders__ReviewMarginMinutes", 5, 24 * 60)),
            ExchangeRetention = TimeSpan.FromDays(Number("Exchanges__RetentionDays", 30, LongestDays)),
            FailedExchangeRetention = TimeSpan.FromDays(Number("Exchanges__FailedRetentionDays", 90, LongestDays)),
            NotificationRetention = TimeSpan.FromDays(Number("Notifications__RetentionDays", 90, LongestDays)),
            UnknownOrderAlarm = TimeSpan.FromHours(Number("Notifications__UnknownOrderAlarmHours", 24, 24 * 30)),
        };

        int Number(string name, int otherwise, int to) => faults.ReadNumber(
            name, configuration[name.Replace("__", ":", StringComparison.Ordinal)], otherwise, 1, to);
    }
}
