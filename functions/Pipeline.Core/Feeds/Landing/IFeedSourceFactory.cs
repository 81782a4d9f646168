namespace Pipeline.Core.Feeds.Landing;

/// <summary>Makes the source that fits an address.</summary>
public interface IFeedSourceFactory
{
    /// <summary>Checks the settings and makes the source; nothing is connected yet.</summary>
    /// <param name="options">Address, credentials and limits.</param>
    /// <returns>The source; it holds no connection and needs no disposal.</returns>
    /// <exception cref="FeedTransportException">
    /// <c>FEED_URL_REFUSED</c>: not absolute, unknown scheme, credentials inside, no file name, clear-text HTTP to
    /// another machine; <c>FEED_SETTING_REFUSED</c>: a thumbprint or fingerprint that is no SHA-256, SFTP without
    /// credentials, or a limit that is not positive.
    /// </exception>
    IFeedSource Create(FeedSourceOptions options);
}
