using Pipeline.Core.Issues;

namespace Pipeline.Ops.Views;

/// <summary>What an issue says to the person who looks.</summary>
internal static class IssueWords
{
    /// <summary>What is wrong, with its place.</summary>
    public static string Cause(OpsView view, Issue issue) => PlainText.Show(
        issue.Where is { } where ? $"{where}: {CauseOf(view, issue)}" : CauseOf(view, issue), keepLines: false);

    /// <summary>What a person does about it; empty when nobody knows.</summary>
    public static string Remedy(OpsView view, Issue issue) => PlainText.Show(issue.RemedyIn(view.Texts.Language), keepLines: false);

    private static string CauseOf(OpsView view, Issue issue) => issue.CauseIn(view.Texts.Language);
}
