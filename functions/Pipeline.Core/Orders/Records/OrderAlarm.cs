namespace Pipeline.Core.Orders.Records;

/// <summary>Something about an order that has lasted too long or went wrong, and that a person should look at.</summary>
/// <param name="Code">One of <see cref="OrderAlarmCodes"/>.</param>
/// <param name="Subject">What it is about, for example a purchase order number; together with the code its key.</param>
/// <param name="Text">A plain sentence with the remedy.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="ClearedAt">When its cause went away, UTC; null while it stands.</param>
public sealed record OrderAlarm(string Code, string Subject, string Text, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt);
