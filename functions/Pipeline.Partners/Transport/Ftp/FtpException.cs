using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport.Ftp;

/// <summary>An FTP operation failed. Texts never hold the user name or the password.</summary>
public sealed class FtpException : Exception
{
    internal FtpException(
        string code, string message, string remedy, bool isTransient, FtpReply? reply, Exception? innerException)
        : base(message, innerException)
    {
        Code = code;
        Remedy = remedy;
        IsTransient = isTransient;
        Reply = reply;
    }

    /// <summary>One of <see cref="IssueCodes"/>.</summary>
    public string Code { get; }

    /// <summary>What a person can do about it.</summary>
    public string Remedy { get; }

    /// <summary>True when a retry may help.</summary>
    public bool IsTransient { get; }

    /// <summary>The server's reply, or null when there was none.</summary>
    public FtpReply? Reply { get; }
}
