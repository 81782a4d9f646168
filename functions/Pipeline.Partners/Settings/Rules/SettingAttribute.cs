using System.ComponentModel.DataAnnotations;

namespace Pipeline.Partners.Settings.Rules;

/// <summary>A rule for the text of one setting. Absent or empty text is none, and breaks no rule.</summary>
public abstract class SettingAttribute : ValidationAttribute
{
    /// <summary>What is wrong, as a sentence that follows the setting's name; it holds no text that may be a secret.</summary>
    protected abstract string? FaultOf(string text);

    /// <inheritdoc />
    protected sealed override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        (value as string).Given() is { } text && FaultOf(text) is { } fault ? validationContext.Fault(fault) : null;
}
