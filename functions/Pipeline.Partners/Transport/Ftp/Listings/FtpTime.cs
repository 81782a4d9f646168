using System.Globalization;

namespace Pipeline.Partners.Transport.Ftp.Listings;

/// <summary>Time stamps of MDTM and MLSD: <c>yyyyMMddHHmmss</c> with an optional fraction, UTC (RFC 3659 §2.3).</summary>
internal static class FtpTime
{
    private static readonly string[] Formats = ["yyyyMMddHHmmss", "yyyyMMddHHmmss.FFFFFFF"];

    public static bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text,
        Formats,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out time);
}
