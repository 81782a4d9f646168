using Pipeline.Core.Issues;
using Pipeline.Ops.Texts;

namespace Pipeline.Ops.Views;

/// <summary>What an issue says to the person who looks.</summary>
internal static class IssueWords
{
    /// <summary>What is wrong, with its place.</summary>
    public static string Cause(OpsView view, Issue issue) => PlainText.Show(
        issue.Where is { } where ? $"{SaidWords.PlaceIn(view.Texts, where)}: {CauseOf(view, issue)}" : CauseOf(view, issue), keepLines: false);

    /// <summary>What a person does about it; empty when nobody knows.</summary>
    public static string Remedy(OpsView view, Issue issue) => PlainText.Show(issue.RemedyIn(view.Texts.Language), keepLines: false);

    /// <summary>What is wrong, without its place.</summary>
    public static string CauseOf(OpsView view, Issue issue) => issue.CauseIn(view.Texts.Language, value => SaidWords.In(view.Texts, value));
}
