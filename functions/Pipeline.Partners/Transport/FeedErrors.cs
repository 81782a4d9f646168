using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport;

/// <summary>Failures that do not belong to one transport, each text once.</summary>
internal static class FeedErrors
{
    public static FeedTransportException ChangedWhileRead(string path, string what) => new(
        IssueCodes.FeedChangedWhileRead,
        $"The remote file '{path}' changed while it was fetched: {what}.",
        "Nothing to do: the next run fetches the new file. If it repeats, agree on a done-marker with the distributor.",
        isTransient: true, innerException: null);

    public static FeedTransportException FileMissing(string path) => new(
        IssueCodes.FeedFileMissing,
        $"The remote file '{path}' is not there any more.",
        "Nothing to do if the distributor is replacing it; otherwise check the path.",
        isTransient: true, innerException: null);

    public static FeedTransportException TooLarge(string path, long maxBytes) => new(
        IssueCodes.FeedTooLarge,
        $"The remote file '{path}' passes the limit of {maxBytes} bytes.",
        "Check that the address names the feed; if the feed has grown, raise MaxBytes.",
        isTransient: false, innerException: null);

    public static FeedTransportException DiskFull(string targetPath, IOException cause) => new(
        IssueCodes.FeedDiskFull,
        $"The temporary disk is full while writing '{targetPath}' ({cause.Message}).",
        "Free space on the temporary disk or use a larger one.",
        isTransient: true, cause);

    public static FeedTransportException LocalWrite(string targetPath, Exception cause) => new(
        IssueCodes.FeedLocalWriteFailed,
        $"The local file '{targetPath}' cannot be written ({cause.Message}).",
        "Check that the folder exists and the app may write to it.",
        isTransient: false, cause);

    public static FeedTransportException UrlRefused(string what, string remedy) => new(
        IssueCodes.FeedUrlRefused, what, remedy, isTransient: false, innerException: null);

    public static FeedTransportException SettingRefused(string what, string remedy) => new(
        IssueCodes.FeedSettingRefused, what, remedy, isTransient: false, innerException: null);
}
