using Pipeline.Core.Errors;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>A file cannot be read as its profile says; nothing of it is applied.</summary>
/// <param name="code">Stable code, for example <c>FEED_EMPTY</c>.</param>
/// <param name="message">What is wrong, where, the offending text and what was expected.</param>
public sealed class FeedRefusedException(string code, string message) : Exception(message), IRefusedInput
{
    /// <summary>Stable code of the reason.</summary>
    public string Code { get; } = code;
}
