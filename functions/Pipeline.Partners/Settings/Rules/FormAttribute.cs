using System.Text.RegularExpressions;

namespace Pipeline.Partners.Settings.Rules;

/// <summary>The whole text has a form.</summary>
/// <param name="pattern">Regular expression.</param>
/// <param name="fault">What is said of a text without it; <c>{0}</c> stands for the text.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormAttribute(string pattern, string fault) : SettingAttribute
{
    /// <summary>Regular expression of the whole text.</summary>
    public string Pattern => pattern;

    /// <summary>What is said of a text without the form.</summary>
    public string Fault => fault;

    /// <inheritdoc />
    protected override string? FaultOf(string text) =>
        Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, TimeSpan.FromSeconds(1))
            ? null
            : fault.Replace("{0}", text, StringComparison.Ordinal);
}
