namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>Keeps user name and password out of logs and exceptions, also when a server repeats them.</summary>
internal sealed class FtpSecretMask(FtpConfig config)
{
    private const string Mask = "***";

    /// <summary>A command as it may be shown.</summary>
    public static string Command(string verb, string? argument) => (verb, argument) switch
    {
        ("USER" or "PASS" or "ACCT", _) => $"{verb} {Mask}",
        (_, null) => verb,
        _ => $"{verb} {argument}",
    };

    /// <summary>A reply text as it may be shown: secrets masked, control characters blanked.</summary>
    public string Reply(string text)
    {
        string clean = string.Concat(text.Select(character => char.IsControl(character) && character != '\n' ? ' ' : character));
        if (!string.IsNullOrEmpty(config.Password))
        {
            clean = clean.Replace(config.Password, Mask, StringComparison.Ordinal);
        }

        return string.IsNullOrEmpty(config.UserName)
            ? clean
            : clean.Replace(config.UserName, Mask, StringComparison.OrdinalIgnoreCase);
    }
}
