namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>Reads the texts of messages.</summary>
internal static class WireText
{
    /// <summary>The text without blanks, no-break spaces and other invisible characters around it, or null when nothing is left.</summary>
    public static string? Trim(string? text)
    {
        string trimmed = text?.Trim().Trim('\u00a0', '\u2007', '\u202f', '\ufeff', '\u200b', '\u200e', '\u200f').Trim() ?? string.Empty;
        return trimmed.Length == 0 ? null : trimmed;
    }
}
