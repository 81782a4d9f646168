using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Alarms;

/// <summary>Codes of <see cref="OrderAlarm"/>.</summary>
public static class OrderAlarmCodes
{
    /// <summary>The distributor has the order and has said nothing for 4 working hours.</summary>
    public const string ResponseOverdue = "RESPONSE_OVERDUE";

    /// <summary>The distributor holds the order (manual work or credit) for more than 24 hours.</summary>
    public const string HoldOverdue = "HOLD_OVERDUE";

    /// <summary>Nobody knows whether the distributor has the order, and asking brings no answer.</summary>
    public const string PlacementUnknown = "PLACEMENT_UNKNOWN";
}
