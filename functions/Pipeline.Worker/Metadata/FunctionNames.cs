namespace Microsoft.Azure.Functions.Worker.Metadata;

/// <summary>The names the host accepts; any other keeps the function from being loaded.</summary>
internal static class FunctionNames
{
    private const int MaximumLength = 128;

    /// <summary>A letter, then letters, digits, <c>_</c>, <c>-</c>; not <c>host</c>.</summary>
    public static bool IsFunctionName(string name) =>
        IsName(name, '_', '-') && !name.Equals("host", StringComparison.OrdinalIgnoreCase);

    /// <summary>A letter, then letters and digits.</summary>
    public static bool IsBindingName(string name) => IsName(name);

    private static bool IsName(string name, params ReadOnlySpan<char> alsoAllowed)
    {
        if (name.Length is 0 or > MaximumLength || !char.IsAsciiLetter(name[0]))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !alsoAllowed.Contains(c))
            {
                return false;
            }
        }

        return true;
    }
}
