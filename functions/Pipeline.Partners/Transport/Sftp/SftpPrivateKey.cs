using Pipeline.Core.Feeds.Landing;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Pipeline.Partners.Transport.Sftp;

/// <summary>Reads the private key of the setting. No text of a failure holds any part of the key or its passphrase.</summary>
internal static class SftpPrivateKey
{
    /// <summary>Reads a key of OpenSSH, PEM or PuTTY.</summary>
    /// <param name="text">The whole file; line ends may be written as <c>\n</c>, as some tools store them.</param>
    /// <param name="passphrase">Its passphrase; of no use for a key that is not encrypted.</param>
    /// <exception cref="FeedTransportException"><c>SFTP_KEY_UNREADABLE</c>, <c>SFTP_KEY_PASSPHRASE</c>.</exception>
    public static PrivateKeyFile Read(string text, string? passphrase)
    {
        string lines = text.Replace("\\n", "\n", StringComparison.Ordinal).Trim() + "\n";
        try
        {
            return Parse(lines, passphrase: null);
        }
        catch (Exception exception) when (exception is SshPassPhraseNullOrEmptyException
            || lines.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal))
        {
            // It is encrypted; of PKCS #8 the library does not say so.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw SftpErrors.KeyUnreadable();
        }

        if (string.IsNullOrEmpty(passphrase))
        {
            throw SftpErrors.KeyPassphrase("is encrypted, and no passphrase is set");
        }

        try
        {
            return Parse(lines, passphrase);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What a wrong passphrase decrypts to is noise, and each format stumbles over it in its own way.
            throw SftpErrors.KeyPassphrase("does not open with the passphrase that is set");
        }
    }

    private static PrivateKeyFile Parse(string lines, string? passphrase)
    {
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(lines));
        return new PrivateKeyFile(stream, passphrase);
    }
}
