using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Core.Subscriptions;

/// <summary>Something that happened, as other systems are told: what it is about, and where to read the rest.</summary>
/// <param name="Kind">One of <see cref="EventKind"/>.</param>
/// <param name="Subject">What it is about, for example <c>order:1</c>; events of one subject are sent one after another.</param>
/// <param name="Sequence">Its place among the events of its subject.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Data">A JSON object; no personal data and no secret.</param>
public sealed record OutgoingEvent(string Kind, string Subject, long Sequence, DateTimeOffset At, string Data)
{
    /// <summary>The same for the same event, however often it is made.</summary>
    public string Id => $"evt_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Subject}\n{Sequence}")).AsSpan(0, 16))}";
}
