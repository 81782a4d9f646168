using Pipeline.Core.Flows;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.Notifications;

/// <summary>Makes and reads ids of pushed messages: UUIDs of version 7 in 32 lower-case hexadecimal digits.</summary>
/// <remarks>
/// Each push has an id of its own, also when it repeats an earlier one: what arrived is evidence. Repetitions are found
/// by <see cref="IMessageClaimStore"/>.
/// </remarks>
public static class MessageId
{
    /// <summary>A fresh id at an instant.</summary>
    public static string New(DateTimeOffset at) => ExecutionId.New(at);

    /// <summary>Reads an id in any spelling of a UUID; false for other text and other versions.</summary>
    public static bool TryParse(string? text, out string id) => ExecutionId.TryParse(text, out id);

    /// <summary>The instant an id carries, UTC, to the millisecond.</summary>
    /// <exception cref="ArgumentException">The text is no such id.</exception>
    public static DateTimeOffset TimeOf(string id) => ExecutionId.TimeOf(id);
}
