namespace Pipeline.Core.Notifications;

/// <summary>Codes that say why a message is parked.</summary>
public static class NotificationReasons
{
    /// <summary>No order has the numbers it names; it joins when one learns them.</summary>
    public const string OrderUnknown = "ORDER_UNKNOWN";

    /// <summary>Well-formed, of a kind we do not know.</summary>
    public const string MessageUnknown = "MESSAGE_UNKNOWN";

    /// <summary>Of a known kind, but a field without which it means nothing is missing.</summary>
    public const string MessageIncomplete = "MESSAGE_INCOMPLETE";

    /// <summary>Another version of a document whose time cannot be read; a replay takes it as it is.</summary>
    public const string VersionUnknown = "VERSION_UNKNOWN";

    /// <summary>Nothing here reads messages of this distributor.</summary>
    public const string NoReader = "NO_READER";

    /// <summary>Handling failed again and again; the log says why, a replay tries again.</summary>
    public const string HandlingFailed = "HANDLING_FAILED";

    /// <summary>The body is not there any more.</summary>
    public const string BodyMissing = "BODY_MISSING";
}
