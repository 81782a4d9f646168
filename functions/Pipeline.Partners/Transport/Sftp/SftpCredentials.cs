using Pipeline.Core.Feeds.Landing;
using Renci.SshNet;

namespace Pipeline.Partners.Transport.Sftp;

/// <summary>How a feed logs in: with its private key, else with its password.</summary>
internal sealed class SftpCredentials : IDisposable
{
    private readonly IDisposable[] owned;

    private SftpCredentials(string kind, AuthenticationMethod[] methods, params IDisposable[] owned)
    {
        Kind = kind;
        Methods = methods;
        this.owned = owned;
    }

    /// <summary>What logs in, in words.</summary>
    public string Kind { get; }

    /// <summary>What is offered to the server, in this order.</summary>
    public AuthenticationMethod[] Methods { get; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="FeedTransportException"><c>SFTP_KEY_UNREADABLE</c>, <c>SFTP_KEY_PASSPHRASE</c>.</exception>
    public static SftpCredentials Of(FeedSourceOptions options)
    {
        string user = options.UserName!;
        if (!string.IsNullOrWhiteSpace(options.PrivateKey))
        {
            PrivateKeyFile key = SftpPrivateKey.Read(options.PrivateKey, options.Password);
            PrivateKeyAuthenticationMethod byKey = new(user, key);
            return new SftpCredentials("private key", [byKey], byKey, key);
        }

        // Many servers take passwords only as the answer to a question.
        PasswordAuthenticationMethod byPassword = new(user, options.Password!);
        KeyboardInteractiveAuthenticationMethod byAnswer = new(user);
        byAnswer.AuthenticationPrompt += (_, asked) =>
        {
            foreach (Renci.SshNet.Common.AuthenticationPrompt prompt in asked.Prompts)
            {
                prompt.Response = options.Password;
            }
        };
        return new SftpCredentials("password", [byPassword, byAnswer], byPassword, byAnswer);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(owned, static part => part.Dispose());
}
