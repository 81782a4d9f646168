namespace Pipeline.Core.Notifications;

/// <summary>Which messages a list shows; absent members exclude nothing.</summary>
/// <param name="State">Only in this state.</param>
/// <param name="Distributor">Only pushed by this one.</param>
public sealed record NotificationFilter(NotificationState? State, string? Distributor);
