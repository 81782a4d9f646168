namespace Pipeline.Core.Orders.Records;

/// <summary>Which orders to list; null means any.</summary>
/// <param name="State">Only in this state.</param>
/// <param name="Channel">Only from this channel.</param>
/// <param name="HasAlarm">Only with (true) or without (false) a standing alarm.</param>
/// <param name="ReceivedSince">Only received at or after it, UTC.</param>
public sealed record OrderFilter(
    OrderState? State = null, string? Channel = null, bool? HasAlarm = null, DateTimeOffset? ReceivedSince = null);
