using System.Globalization;
using Pipeline.Partners.Transport.Ftp.Listings;
using Pipeline.Partners.Transport.Ftp.Wire;

namespace Pipeline.Partners.Transport.Ftp.Operations;

/// <summary>Reads size and time stamp of a file: SIZE and MDTM (RFC 3659), else the folder's listing.</summary>
internal static class FtpReadFileFacts
{
    public static async Task<FtpFileFacts?> RunAsync(
        FtpSession session, string path, CancellationToken cancellationToken)
    {
        FtpReply size = await session.ExecuteOnNameAsync("SIZE", path, cancellationToken);
        FtpReply time = await session.ExecuteOnNameAsync("MDTM", path, cancellationToken);
        if (size.Code == 213 && time.Code == 213)
        {
            return new FtpFileFacts(ReadSize(size), ReadTime(time));
        }

        if (size.Code == 550 && time.Code == 550)
        {
            return null;
        }

        FtpListItem? item = await FindInFolderAsync(session, path, cancellationToken);
        return item is null && size.Code != 213 && time.Code != 213
            ? null
            : new FtpFileFacts(
                size.Code == 213 ? ReadSize(size) : item?.Size,
                time.Code == 213 ? ReadTime(time) : item?.Modified);
    }

    private static async Task<FtpListItem?> FindInFolderAsync(
        FtpSession session, string path, CancellationToken cancellationToken)
    {
        int slash = path.LastIndexOf('/');
        string folder = slash switch { < 0 => "", 0 => "/", _ => path[..slash] };
        string name = path[(slash + 1)..];
        try
        {
            IReadOnlyList<FtpListItem> items = await FtpReadListing.RunAsync(session, folder, cancellationToken);
            return items.FirstOrDefault(item =>
                item.Type != FtpObjectType.Directory && string.Equals(item.Name, name, StringComparison.Ordinal));
        }
        catch (FtpException exception) when (exception.Code == FtpErrorCode.FileMissing)
        {
            return null;
        }
    }

    private static long ReadSize(FtpReply reply) =>
        long.TryParse(reply.RawText.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? size
            : throw FtpErrors.Protocol($"the reply to SIZE is no number ({reply.Text})");

    private static DateTimeOffset ReadTime(FtpReply reply) =>
        FtpTime.TryParse(reply.RawText.Trim(), out DateTimeOffset time)
            ? time
            : throw FtpErrors.Protocol($"the reply to MDTM is no time stamp ({reply.Text})");
}
