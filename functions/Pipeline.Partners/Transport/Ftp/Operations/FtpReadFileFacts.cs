using System.Globalization;
using Pipeline.Core.Issues;
using Pipeline.Partners.Transport.Ftp.Listings;
using Pipeline.Partners.Transport.Ftp.Wire;

namespace Pipeline.Partners.Transport.Ftp.Operations;

/// <summary>Reads size and time stamp of a file: SIZE and MDTM (RFC 3659), and the folder's listing for what they leave open.</summary>
/// <remarks>All three are optional: a file is missing only when the listing does not show it; what is not said remains null.</remarks>
internal static class FtpReadFileFacts
{
    private const int StampDigits = 14;

    public static async Task<FtpFileFacts?> RunAsync(
        FtpSession session, string path, CancellationToken cancellationToken)
    {
        long? size = ReadSize(await session.ExecuteOnNameAsync("SIZE", path, cancellationToken));
        DateTimeOffset? modified = ReadTime(await session.ExecuteOnNameAsync("MDTM", path, cancellationToken));

        // Zero is what some servers say of any file.
        if (size > 0 && modified is not null)
        {
            return new FtpFileFacts(size, modified);
        }

        int slash = path.LastIndexOf('/');
        IReadOnlyList<FtpListItem> items;
        try
        {
            string folder = slash switch { < 0 => "", 0 => "/", _ => path[..slash] };
            items = await FtpReadListing.RunAsync(session, folder, cancellationToken);
        }
        catch (FtpException exception) when (exception.Reply is { Code: >= 450 } && exception.Code is IssueCodes.FtpFileMissing or IssueCodes.FtpCommandRefused)
        {
            // What may not be listed may yet be read.
            bool isThere = size is not null || modified is not null || await OpensAsync(session, path, cancellationToken);
            return isThere ? new FtpFileFacts(size > 0 ? size : null, modified) : null;
        }

        FtpListItem? item = items.FirstOrDefault(item => IsIt(item, path[(slash + 1)..]));
        return item is null && size is null && modified is null
            ? null
            : new FtpFileFacts(size > 0 ? size : item?.Size, modified ?? item?.Modified)
            {
                Doubt = modified is null && item is not null ? item.Doubt : FtpListItem.DoubtOfSecond,
            };
    }

    private static async Task<bool> OpensAsync(FtpSession session, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using FtpDataStream data = await FtpOpenRead.RunAsync(session, "RETR", path, offset: 0, cancellationToken);
            await data.AbandonAsync(cancellationToken);
            return true;
        }
        catch (FtpException exception) when (exception.Code == IssueCodes.FtpFileMissing)
        {
            return false;
        }
    }

    private static bool IsIt(FtpListItem item, string name) => item.Type switch
    {
        FtpObjectType.Directory => false,
        FtpObjectType.Unknown => item.Line == name || item.Line.EndsWith($" {name}", StringComparison.Ordinal) || item.Line.EndsWith($"\t{name}", StringComparison.Ordinal),
        _ => item.Name == name,
    };

    /// <summary>The number that the reply begins with, if it is the only one; null for any other reply.</summary>
    private static long? ReadSize(FtpReply reply)
    {
        string[] words = reply.Code == 213 ? reply.RawText.Trim().Split((char[]?)null, 2, StringSplitOptions.TrimEntries) : [];
        return words.Length > 0 && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            && (words.Length == 1 || !words[1].Any(char.IsAsciiDigit))
            ? size
            : null;
    }

    /// <summary>The stamp that the reply begins with; null for any other reply.</summary>
    private static DateTimeOffset? ReadTime(FtpReply reply)
    {
        string text = reply.Code == 213 ? reply.RawText.Trim() : "";
        string stamp = text.Split(' ', 2)[0];
        return FtpTime.TryParse(stamp, out DateTimeOffset time) || (stamp.Length > StampDigits && !char.IsAsciiDigit(stamp[StampDigits])
            && FtpTime.TryParse(stamp[..StampDigits], out time))
            ? time
            : null;
    }
}
