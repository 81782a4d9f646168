using Pipeline.Core.Errors;

namespace Pipeline.Core.Feeds.Landing;

/// <summary>A feed could not be probed or fetched. The one exception type of <see cref="IFeedSource"/>.</summary>
/// <remarks>The texts hold no credentials and may be shown to an operator.</remarks>
public sealed class FeedTransportException : Exception, ICodedFault
{
    /// <summary>Describes the failure.</summary>
    /// <param name="code">Stable code, upper-case words joined by underscores.</param>
    /// <param name="message">What happened, where, and what was expected.</param>
    /// <param name="remedy">What a person can do.</param>
    /// <param name="isTransient">True when the same call may succeed later without a change.</param>
    /// <param name="innerException">The cause, or null.</param>
    public FeedTransportException(
        string code, string message, string remedy, bool isTransient, Exception? innerException)
        : base(message, innerException)
    {
        Code = code;
        Remedy = remedy;
        IsTransient = isTransient;
    }

    /// <summary>Stable code, for example <c>FTP_LOGIN_REFUSED</c>.</summary>
    public string Code { get; }

    /// <summary>What a person can do about it.</summary>
    public string Remedy { get; }

    /// <summary>True when a retry may help.</summary>
    public bool IsTransient { get; }

    /// <summary>How long the server asks to be left alone, or null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
