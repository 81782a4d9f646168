using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Pipeline.Partners.Settings.Rules;

/// <summary>Texts of settings, and what is said of wrong ones: a sentence behind the setting's name as it is written.</summary>
public static class SettingTexts
{
    /// <summary>The text without white space around it; null when nothing is left.</summary>
    public static string? Given(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The number of a text that passed <see cref="WholeNumberAttribute"/>; null when none is given.</summary>
    public static int? ToNumber(this string? text) => text.Given() is { } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : null;

    /// <summary>The time span of a text that passed <see cref="DurationAttribute"/>; null when none is given.</summary>
    public static TimeSpan? ToDuration(this string? text) =>
        text.Given() is { } time ? TimeSpan.Parse(time, CultureInfo.InvariantCulture) : null;

    /// <summary>A fault of the setting that is validated.</summary>
    public static ValidationResult Fault(this ValidationContext context, string sentence) =>
        new($"{NameOf(context.DisplayName)} {sentence}");

    /// <summary>A fault of one setting of the section that is validated as a whole.</summary>
    public static ValidationResult FaultOf(this ValidationContext section, string setting, string sentence) =>
        new($"{NameOf(section.DisplayName[..^nameof(IValidatableObject.Validate).Length])}{setting} {sentence}");

    // Options are named after their section, and the generated validators put the properties behind it, each after a dot, and the
    // number of an item in brackets.
    private static string NameOf(string path) => path
        .Replace(":", "__", StringComparison.Ordinal).Replace(".", "__", StringComparison.Ordinal)
        .Replace("[", "__", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal);
}
