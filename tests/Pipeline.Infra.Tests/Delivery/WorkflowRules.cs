using System.Text.RegularExpressions;

namespace Pipeline.Infra.Tests.Delivery;

/// <summary>What must hold for a workflow of GitHub Actions.</summary>
internal static partial class WorkflowRules
{
    /// <summary>One sentence per breach.</summary>
    public static IEnumerable<string> Findings(string text)
    {
        foreach (Match use in Uses().Matches(text).Where(static use => !Pinned().IsMatch(use.Groups["action"].Value)))
        {
            yield return $"{use.Groups["action"].Value} is not pinned to a commit with its version beside it.";
        }

        if (!text.Contains("\npermissions:\n  contents: read\n", StringComparison.Ordinal))
        {
            yield return "The workflow does not begin with the right to read only.";
        }

        if (text.Contains("pull_request_target", StringComparison.Ordinal))
        {
            yield return "Code of strangers would run with the rights of the repository.";
        }

        if (Interpolation().Match(text) is { Success: true } mixed)
        {
            yield return $"A value is pasted into a script: {mixed.Value.Trim()}";
        }

        if (StoredPassword().Match(text) is { Success: true } password)
        {
            yield return $"A stored password is used: {password.Value}";
        }

        if (Regex.Count(text, "actions/checkout@", RegexOptions.None, TimeSpan.FromSeconds(1)) != Regex.Count(text, "persist-credentials: false", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            yield return "The token stays in the folder after the checkout.";
        }
    }

    [GeneratedRegex(@"uses: (?<action>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"run: [^\n]*\$\{\{[^\n]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Interpolation();

    [GeneratedRegex(@"\$\{\{\s*secrets\.[A-Z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StoredPassword();
}
