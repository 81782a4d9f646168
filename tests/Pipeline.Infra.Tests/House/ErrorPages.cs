using System.Globalization;
using System.Text;
using Pipeline.Core.Issues;

namespace Pipeline.Infra.Tests.House;

/// <summary>The pages in docs/errors as the catalogue makes them.</summary>
internal static class ErrorPages
{
    private const string FreeText = "\n---\n";

    /// <summary>What is generated of a page; below a line <c>---</c> stands what people add.</summary>
    public static string Head(IssueEntry entry) => $"""
        # {entry.Code}

        - **Cause**: {Spelled(entry.CauseOf(Nothing))}
        - **Remedy**: {Spelled(entry.RemedyOf(Nothing))}
        - **Who acts**: {Word(entry.Actor)}
        - **Severity**: {entry.Severity}

        """;

    /// <summary>The part of a stored page that is generated.</summary>
    public static string HeadOf(string page) => page.Split(FreeText)[0];

    /// <summary>A page with a new head and the text that people added to the old one.</summary>
    public static string Renewed(IssueEntry entry, string? page) =>
        Head(entry) + (page?.IndexOf(FreeText, StringComparison.Ordinal) is { } at and >= 0 ? page[at..] : string.Empty);

    /// <summary>The list of all pages, by area.</summary>
    public static string Index()
    {
        StringBuilder index = new("""
            # Codes

            What the pipeline says when something is wrong, in problems of the API, in reports of feeds and on orders. The app
            shows the same at `GET /errors/{code}`, which is where the `type` of a problem leads. A word in ‹› stands for a
            value. Codes of a partner's own are explained by the partner's catalogue and have no page here.

            Severity: `info` needs nothing, `retry` repeats by itself, `warning` is worth a look while the work goes on,
            `error` waits for somebody. Who acts: the *operator* watches feeds and orders; the *administrator* keeps settings,
            profiles and the hosting; the *developer* works on the pipeline; the *caller* uses the API; the *sender* pushed a
            message; the *distributor* is told by the operator.

            """);
        foreach (IGrouping<string, IssueEntry> area in IssueCatalog.All.GroupBy(static entry => entry.Area))
        {
            index.Append(CultureInfo.InvariantCulture, $"\n## {char.ToUpperInvariant(area.Key[0])}{area.Key[1..]}\n\n| Code | Cause | Who acts |\n| --- | --- | --- |\n");
            foreach (IssueEntry entry in area.OrderBy(static entry => entry.Code, StringComparer.Ordinal))
            {
                index.Append(CultureInfo.InvariantCulture, $"| [{entry.Code}]({entry.Code}.md) | {Spelled(entry.CauseOf(Nothing))} | {Word(entry.Actor)} |\n");
            }
        }

        return index.ToString();
    }

    private static string Word(IssueActor actor) => actor.ToString().ToLowerInvariant();

    // A sentence may hold what Markdown takes for markup.
    private static string Spelled(string sentence) => sentence.Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string? Nothing(string name) => null;
}
