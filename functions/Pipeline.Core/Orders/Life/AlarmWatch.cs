namespace Pipeline.Core.Orders.Life;

/// <summary>A condition that becomes an alarm when it lasts too long.</summary>
/// <param name="Code">Code of the alarm.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">The alarm's sentence.</param>
/// <param name="Due">When it has lasted too long, UTC.</param>
internal sealed record AlarmWatch(string Code, string Subject, string Text, DateTimeOffset Due);
