using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport;

/// <summary>Failures that do not belong to one transport, each text once.</summary>
internal static class FeedErrors
{
    public static FeedTransportException ChangedWhileRead(string path, string what) => new(
        "FEED_CHANGED_WHILE_READ",
        $"The remote file '{path}' changed while it was fetched: {what}.",
        "Nothing to do: the next run fetches the new file. If it repeats, agree on a done-marker with the distributor.",
        isTransient: true, innerException: null);

    public static FeedTransportException FileMissing(string path) => new(
        "FEED_FILE_MISSING",
        $"The remote file '{path}' is not there any more.",
        "Nothing to do if the distributor is replacing it; otherwise check the path.",
        isTransient: true, innerException: null);

    public static FeedTransportException TooLarge(string path, long maxBytes) => new(
        "FEED_TOO_LARGE",
        $"The remote file '{path}' passes the limit of {maxBytes} bytes.",
        "Check that the address names the feed; if the feed has grown, raise MaxBytes.",
        isTransient: false, innerException: null);

    public static FeedTransportException DiskFull(string targetPath, IOException cause) => new(
        "FEED_DISK_FULL",
        $"The temporary disk is full while writing '{targetPath}' ({cause.Message}).",
        "Free space on the temporary disk or use a larger one.",
        isTransient: true, cause);

    public static FeedTransportException LocalWrite(string targetPath, Exception cause) => new(
        "FEED_LOCAL_WRITE_FAILED",
        $"The local file '{targetPath}' cannot be written ({cause.Message}).",
        "Check that the folder exists and the app may write to it.",
        isTransient: false, cause);

    public static FeedTransportException UrlRefused(string what, string remedy) => new(
        "FEED_URL_REFUSED", what, remedy, isTransient: false, innerException: null);

    public static FeedTransportException SettingRefused(string what, string remedy) => new(
        "FEED_SETTING_REFUSED", what, remedy, isTransient: false, innerException: null);
}
