namespace Pipeline.Partners.Settings.Rules;

/// <summary>SHA-256 of a certificate.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ThumbprintAttribute : SettingAttribute
{
    private const int Digits = 64;

    /// <inheritdoc />
    protected override string? FaultOf(string text)
    {
        char[] digits = [.. text.Where(static character => character is not (':' or ' '))];
        return digits.Length == Digits && digits.All(char.IsAsciiHexDigit)
            ? null
            : "is no SHA-256 of a certificate: 64 hexadecimal digits, colons allowed.";
    }
}
