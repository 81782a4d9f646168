using System.Globalization;

namespace Pipeline.Functions.Settings;

/// <summary>Collects what is wrong with settings: one sentence each, that names the setting as it is written.</summary>
/// <remarks>Values that may hold a secret are never repeated.</remarks>
internal sealed class SettingFaults
{
    private const int ThumbprintDigits = 64;

    private readonly List<string> faults = [];

    public IReadOnlyList<string> All => faults;

    public void Add(string name, string sentence) => faults.Add($"{name} {sentence}");

    public void CheckUrl(string name, string text, params string[] schemes)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
        {
            Add(name, "is no address; expected is one like ftpes://ftp.example.com/PRICE.TXT.");
        }
        else if (url.Scheme == "sftp")
        {
            Add(name, "asks for SFTP, which is not there yet; use ftp://, ftpes://, ftps:// or https://.");
        }
        else if (!schemes.Contains(url.Scheme))
        {
            Add(name, $"has the scheme '{url.Scheme}'; expected is one of {string.Join(", ", schemes[..^1])}.");
        }
        else if (url.UserInfo.Length > 0)
        {
            Add(name, "holds credentials; put them into UserName and Password, since addresses are shown.");
        }
        else if (url.Scheme == "http" && !url.IsLoopback)
        {
            Add(name, "is clear-text HTTP, which is accepted for this machine only; use https://.");
        }
    }

    public void CheckThumbprint(string name, string? thumbprint)
    {
        string digits = new((thumbprint ?? "").Where(static character => character is not (':' or ' ')).ToArray());
        if (digits.Length > 0 && (digits.Length != ThumbprintDigits || !digits.All(char.IsAsciiHexDigit)))
        {
            Add(name, "is no SHA-256 of a certificate: 64 hexadecimal digits, colons allowed.");
        }
    }

    public void CheckLetters(string name, string? text, int length, string what)
    {
        if (text is { Length: > 0 } && (text.Length != length || !text.All(char.IsAsciiLetter)))
        {
            Add(name, $"'{text}' is no {what}.");
        }
    }

    /// <summary>Reads a whole number; the default when the text is empty or wrong.</summary>
    public int ReadNumber(string name, string? text, int otherwise, int from, int to)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        bool isValid = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= from && value <= to;
        if (!isValid)
        {
            Add(name, $"is '{text}'; expected is a whole number from {from} to {to}.");
        }

        return isValid ? value : otherwise;
    }

    /// <summary>Reads a time span written as hours, minutes and seconds; the default when the text is empty or wrong.</summary>
    public TimeSpan ReadDuration(string name, string? text, TimeSpan otherwise, TimeSpan from, TimeSpan to)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        // A bare number would be read as days.
        bool isValid = text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) && value >= from && value <= to;
        if (!isValid)
        {
            Add(name, $"is '{text}'; expected are hours, minutes and seconds from {from:c} to {to:c}.");
            return otherwise;
        }

        return TimeSpan.Parse(text, CultureInfo.InvariantCulture);
    }
}
