using System.Globalization;
using System.Text.Json.Serialization;
using Pipeline.Core.Errors;

namespace Pipeline.Core.Issues;

/// <summary>What is wrong with a file, a message, an order, a call or a request. Stored are the code and its arguments; the sentences are made when they are shown.</summary>
/// <param name="Code">One of <see cref="IssueCodes"/>, or a partner's own; then <see cref="SaidCause"/> explains it.</param>
/// <param name="Where">The place in one line: an element path, a JSON pointer, a document and its line, a line and column of a file; null for the whole.</param>
/// <param name="Text">The offending text, shortened; null when something is missing.</param>
public sealed record Issue(string Code, string? Where, string? Text)
{
    /// <summary>Longest offending text kept, in characters.</summary>
    public const int MaxText = 120;

    /// <summary>The row or record that is meant; null when it is none of a feed. It is not stored: of it stays <see cref="Where"/>.</summary>
    [JsonIgnore]
    public RowPlace? Row { get; init; }

    /// <summary>The place in one line, that of the row where there is one; null for the whole.</summary>
    public string? Where { get => field ?? Row?.ToString(); init; } = Where;

    /// <summary>The offending text, at most <see cref="MaxText"/> characters, for a report of rows <see cref="RowPlace.MaxText"/>; null when something is missing.</summary>
    public string? Text { get; init => field = Shorten(value, Row is null ? MaxText : RowPlace.MaxText); } = Shorten(Text);

    /// <summary>What stands for <see cref="Text"/> in a good case, as a bare value (a price, an article, a list of codes); or null.</summary>
    public string? Expected { get; init; }

    /// <summary>Further values that the sentences of the code name, by the name of their placeholder; or null.</summary>
    public IReadOnlyDictionary<string, string>? Arguments { get; init; }

    /// <summary>The cause in the words of whoever reported it, a partner or an exception; null as a rule, then the catalogue says it.</summary>
    /// <remarks>The JSON names of this and the next two are those of errors that earlier builds stored as sentences.</remarks>
    [JsonPropertyName("message")]
    public string? SaidCause { get; init; }

    /// <summary>The remedy that came with it, or null.</summary>
    [JsonPropertyName("remedy")]
    public string? SaidRemedy { get; init; }

    /// <summary>The severity that came with it, or null.</summary>
    [JsonPropertyName("severity")]
    public string? SaidSeverity { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    [JsonIgnore]
    public string Cause => SaidCause ?? Entry?.CauseOf(Argument) ?? Code;

    /// <summary>What a person does about it, or why nobody needs to; empty when nobody knows.</summary>
    [JsonIgnore]
    public string Remedy => SaidRemedy ?? Entry?.RemedyOf(Argument) ?? string.Empty;

    /// <summary>One of <see cref="IssueSeverity"/>.</summary>
    [JsonIgnore]
    public string Severity => SaidSeverity ?? Entry?.Severity ?? IssueSeverity.Error;

    /// <summary>Cause and remedy together.</summary>
    [JsonIgnore]
    public string Sentence => $"{Cause} {Remedy}".TrimEnd();

    /// <summary>What is wrong, in a sentence of a language; as it was said where the code has none.</summary>
    /// <param name="language">Two letters.</param>
    /// <param name="say">Says a value of <see cref="Arguments"/> in the language, where it is words of ours; null leaves all as they are.</param>
    public string CauseIn(string language, Func<string, string>? say = null) =>
        !IsTranslated(language) ? Cause : IssueCatalog.Find(Code, language)?.CauseOf(name => Say(name, say)) ?? Cause;

    /// <summary>What a person does about it, in a sentence of a language; empty when nobody knows.</summary>
    /// <param name="language">Two letters.</param>
    public string RemedyIn(string language) =>
        !IsTranslated(language) ? Remedy : IssueCatalog.Find(Code, language)?.RemedyOf(Argument) ?? Remedy;

    private static bool IsTranslated(string language) => language != "en" && IssueCatalog.Languages.Contains(language);

    private IssueEntry? Entry => IssueCatalog.Find(Code);

    /// <summary>What is wrong with a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="code">One of <see cref="IssueCodes"/>.</param>
    /// <param name="severity">Error when the row is dropped, warning when it is kept.</param>
    /// <param name="text">The offending text, or null.</param>
    /// <param name="cause">What was expected, in one sentence.</param>
    public static Issue OfRow(RowPlace row, string code, string severity, string? text, string cause) =>
        new(code, null, null) { Row = row, Text = text, SaidCause = cause, SaidSeverity = severity };

    /// <summary>The same with a value for a placeholder; numbers and times are written independently of any culture.</summary>
    public Issue With(string name, object? value) => this with
    {
        Arguments = new Dictionary<string, string>(Arguments ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
        },
    };

    /// <summary>The same with what was expected instead.</summary>
    public Issue Expecting(object? value) => this with { Expected = Convert.ToString(value, CultureInfo.InvariantCulture) };

    /// <summary>Two are equal when everything they say is; so a list of them can be compared with one stored before.</summary>
    public bool Equals(Issue? other) => other is not null
        && (Code, Where, Text, Expected) == (other.Code, other.Where, other.Text, other.Expected)
        && (SaidCause, SaidRemedy, SaidSeverity, Row) == (other.SaidCause, other.SaidRemedy, other.SaidSeverity, other.Row)
        && (Arguments ?? EmptyArguments).OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .SequenceEqual((other.Arguments ?? EmptyArguments).OrderBy(static pair => pair.Key, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Where, Text, Expected, Arguments?.Count ?? 0);

    /// <summary>One line for a person: code, place and cause.</summary>
    public override string ToString() => $"{Code}{(Where is null ? string.Empty : $", {Where}")}: {Cause}";

    private static Dictionary<string, string> EmptyArguments { get; } = [];

    /// <summary>A text as an issue quotes it.</summary>
    public static string? Shorten(string? text) => Shorten(text, MaxText);

    private static string? Shorten(string? text, int length) => text is not null && text.Length > length
        ? text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]
        : text;

    // What stands in a file or a message is quoted, never translated.
    private string? Say(string name, Func<string, string>? say) =>
        say is not null && name is not ("text" or "where" or "expected") && Argument(name) is { } value ? say(value) : Argument(name);

    private string? Argument(string name) => name switch
    {
        "text" => Text,
        "where" => Where,
        "expected" => Expected,
        _ => Arguments?.GetValueOrDefault(name),
    };
}
