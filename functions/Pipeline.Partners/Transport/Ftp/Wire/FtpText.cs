using System.Text;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>Bytes and text of the control connection: UTF-8 (RFC 2640), and Latin-1 where bytes are not UTF-8.</summary>
internal static class FtpText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads names and texts; never fails, since every byte is a Latin-1 character.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>True when the name has another form in Latin-1 than in UTF-8.</summary>
    public static bool HasLatin1Form(string text) =>
        text.Any(character => character > '\u007f') && text.All(character => character <= '\u00ff');

    /// <summary>The line to send, or an exception when the argument would smuggle in a second command.</summary>
    /// <exception cref="FtpException"><see cref="IssueCodes.FtpNameRefused"/>.</exception>
    public static byte[] EncodeCommand(string verb, string? argument, bool latin1)
    {
        if (argument is not null && argument.Any(char.IsControl))
        {
            throw FtpErrors.NameRefused(verb switch
            {
                "USER" => "The user name",
                "PASS" => "The password",
                _ => $"The argument of {verb}",
            });
        }

        string line = argument is null ? $"{verb}\r\n" : $"{verb} {argument}\r\n";
        return (latin1 ? Encoding.Latin1 : StrictUtf8).GetBytes(line);
    }
}
