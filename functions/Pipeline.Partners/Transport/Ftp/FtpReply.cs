namespace Pipeline.Partners.Transport.Ftp;

/// <summary>One reply of an FTP server (RFC 959 §4.2).</summary>
/// <param name="Code">Three digits, 100 to 599.</param>
/// <param name="Text">Its lines without code, joined by a line feed; control characters and secrets are masked.</param>
public sealed record FtpReply(int Code, string Text)
{
    /// <summary>The text as received: for parsing only, since a secret may resemble a port number or a size.</summary>
    internal string RawText { get; init; } = Text;

    /// <summary>1xx: the action has begun, another reply follows.</summary>
    public bool IsPreliminary => Code is >= 100 and < 200;

    /// <summary>2xx: done.</summary>
    public bool IsCompletion => Code is >= 200 and < 300;

    /// <summary>3xx: the server waits for the next command of a sequence.</summary>
    public bool IsIntermediate => Code is >= 300 and < 400;

    /// <summary>The command or its form is unknown to the server (500, 501, 502, 504), as opposed to refused for this file.</summary>
    public bool IsNotImplemented => Code is 500 or 501 or 502 or 504;

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Text}";
}
