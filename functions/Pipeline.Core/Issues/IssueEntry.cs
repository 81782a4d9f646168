using System.Text.RegularExpressions;
using Pipeline.Core.Errors;

namespace Pipeline.Core.Issues;

/// <summary>What the catalogue says about a code. A <c>{name}</c> in a sentence stands for an argument of the issue.</summary>
/// <param name="Code">Stable code, upper-case words joined by underscores.</param>
/// <param name="Area">Where it comes from, for example <c>feeds</c>.</param>
/// <param name="Severity">One of <see cref="IssueSeverity"/>.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Cause">What is wrong, in a sentence.</param>
/// <param name="Remedy">What the actor does about it, in one sentence or two.</param>
public sealed partial record IssueEntry(string Code, string Area, string Severity, IssueActor Actor, string Cause, string Remedy)
{
    /// <summary>Names of the arguments that the sentences need.</summary>
    public IReadOnlySet<string> Placeholders =>
        Placeholder().Matches(Cause + Remedy).Select(static match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The cause with values; one that is not known shows its name, as ‹name›.</summary>
    public string CauseOf(Func<string, string?> argument) => Fill(Cause, argument);

    /// <summary>The remedy with values; one that is not known shows its name, as ‹name›.</summary>
    public string RemedyOf(Func<string, string?> argument) => Fill(Remedy, argument);

    private static string Fill(string sentence, Func<string, string?> argument) =>
        Placeholder().Replace(sentence, match => argument(match.Groups["name"].Value) ?? $"‹{match.Groups["name"].Value}›");

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}

/// <summary>Who acts on an issue.</summary>
public enum IssueActor
{
    /// <summary>Whoever watches feeds and orders at the reseller.</summary>
    Operator,

    /// <summary>The distributor, after a word from the operator.</summary>
    Distributor,

    /// <summary>Whoever keeps settings, profiles and the hosting.</summary>
    Administrator,

    /// <summary>Whoever develops the pipeline.</summary>
    Developer,

    /// <summary>Whoever pushed the message.</summary>
    Sender,

    /// <summary>Whoever calls the HTTP API.</summary>
    Caller,

    /// <summary>Nobody: it passes by itself, or is good as it is.</summary>
    Nobody,
}
